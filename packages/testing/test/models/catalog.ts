import type { ModelCheck } from './model-check.ts';

const holds = (model: string, about: string, defines: readonly string[] = [], quick?: readonly string[]): ModelCheck[] => [
  { model, about, asks: 'assertions', defines, ...(quick && { quick }), expected: 'holds' },
  { model, about: 'every packet comes back', asks: 'finite', defines, ...(quick && { quick }), expected: 'holds' },
];
const bug = (model: string, define: string, about: string, asks: ModelCheck['asks'] = 'assertions'): ModelCheck => ({
  model,
  about: `bug put in: ${about}`,
  asks,
  defines: [define],
  expected: 'fails',
});

/** All models: what must hold, and beside it what must not, so that a model that sees nothing is noticed. */
export const catalog: readonly ModelCheck[] = [
  ...holds('hand-off', 'Exclusive, Ordered, Once; packets are taken back at any moment'),
  bug('hand-off', 'TAKE_BLINDLY', 'takes back without comparing the word'),
  bug('hand-off', 'ANY_WORKER', 'what was taken back for an idle worker is given to any', 'finite'),
  ...holds('park-wake', 'nobody sleeps for ever; deaths and early wakes included', [], ['PACKETS=3', 'EARLY=1']),
  bug('park-wake', 'ONE_LOOK', 'the distributor sleeps without a second look'),
  bug('park-wake', 'RING_FIRST', 'a worker looks at the bell before it hands back'),
  bug('park-wake', 'PARK_BLINDLY', 'a worker parks without comparing the word'),
  ...holds('coalesce', 'a distributor that lets hand-backs gather is woken, without a clock', ['PACKETS=5'], []),
  ...holds('coalesce', 'the same with a clock that ends the wait', ['TICK', 'PACKETS=5'], ['TICK']),
  {
    model: 'coalesce',
    about: 'with a clock, what was handed back is taken in also while handlers go on for ever',
    asks: 'finite',
    defines: ['TICK', 'STUCK'],
    quick: ['TICK', 'STUCK', 'TAKES=0'],
    expected: 'holds',
  },
  bug('coalesce', 'FEW=0', 'no worker ever has so few packets left that it rings'),
  bug('coalesce', 'ONE_LOOK', 'the distributor lets hand-backs gather without a second look'),
  bug('coalesce', 'STUCK', 'without a clock, while handlers go on for ever', 'finite'),
  bug('coalesce', 'TICK_BLINDLY', 'with a clock, at which nobody looks', 'finite'),
  ...holds('crash-reclaim', 'Crash-exact; deaths at any step', [], ['DEATHS=1']),
  bug('crash-reclaim', 'NOTE_LATE', 'a packet is noted after its handler has begun'),
  bug('crash-reclaim', 'RESULT_LATE', 'the next packet is noted before the last result is written'),
  {
    model: 'dpdk-burst',
    about: "DPDK's burst mode, D1: a tag is unlocked while its packets are at work",
    asks: 'assertions',
    defines: [],
    expected: 'fails',
  },
  ...holds('dpdk-burst', 'the same with tags locked until the hand-back', ['UNTIL_HANDED_BACK']),
];
