import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';
import { holdFirst } from '../hold-first.ts';
import type { CaseBench } from '../case-bench.ts';

const HOT = 100;

const text = {
  source: "DPDK: process() blocks while the hot tag's worker is stuck and its backlog of 8 is full",
  promise: 'Isolated',
} as const;

/** One worker is stuck in a hot tag; packets of it and of others are offered, so many at once, and the other worker asks. */
function holdUp(bench: CaseBench, tags: readonly number[], atOnce: number): void {
  const run = bench.start({ workers: 2, capacity: 256, credits: 32, flowBacklog: 16 });
  run.join();
  const held = holdFirst(run, HOT);
  if (held === undefined) return;
  const { holder, others } = held;
  for (let at = 0; at < tags.length; at += atOnce) {
    run.offer(tags.slice(at, at + atOnce));
    run.settle(others);
  }
  run.rest(others);
  const cold = tags.map((tag, i) => ({ tag, packet: i + 1 })).filter(({ tag }) => tag !== HOT);
  const waiting = cold.filter(({ packet }) => !others[0]!.handled.includes(packet)).map(({ packet }) => packet);
  bench.expect(waiting.length === 0, 'held-up', `${waiting.length} of ${cold.length} packets of other tags wait for worker ${holder.id}, which is stuck in tag ${HOT}`, {
    tag: HOT,
    packets: waiting,
    workers: [holder.id],
  });
  holder.stuck = false;
  while (run.refused.count > 0 && run.process([]) > 0) run.settle();
  run.settle();
}

export const d11: readonly SteppedCase[] = [
  ...makeSteppedCases({ ...text, name: "D11 a stuck tag holds up its own packets and nobody else's" }, (bench) => {
    holdUp(bench, Array.from({ length: 120 }, (_, i) => (i % 3 === 2 ? i : HOT)), 12);
  }),
  ...makeSteppedCases({ ...text, name: 'D11 more packets of a stuck tag than there is room for do not hide those behind them' }, (bench) => {
    holdUp(bench, Array.from({ length: 450 }, (_, i) => (i < 400 ? HOT : i)), 450);
  }),
];
