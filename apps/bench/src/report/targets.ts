// What the distributor is to reach, as ratios inside one run.
import { HANDLERS_ONLY } from '../cases/handlers.ts';
import { named, ours, ratio, value } from './target.ts';
import type { Pick, Target } from './target.ts';

const handOff = (workload: string): string => `hand-off/${workload}/1-worker`;
const payload = (workload: string, workers: 1 | 2): string => `payload/${workload}/${workers === 1 ? '1-worker' : '2-workers'}`;
const dpdk = (workload: string, mode: 'single' | 'burst'): Pick => named(handOff(workload), 'rate', `DPDK ${mode} (C)`);
const burst = (workload: string, packets: number): Pick => named(handOff(workload), 'rate', `dist, burst ${packets}`);
const every = ['uniform', 'zipf', 'one-tag'];

export const targets: readonly Target[] = [
  {
    text: 'hand-off, burst free to choose, against DPDK burst: uniform, Zipf',
    bound: 'at least',
    required: 1.5,
    aim: 3,
    form: 'times',
    measure: ratio('least', ...['uniform', 'zipf'].map((workload) => [ours(handOff(workload), 'rate'), dpdk(workload, 'burst')] as const)),
  },
  {
    text: 'hand-off, burst free to choose, against DPDK burst: one flow',
    bound: 'at least',
    required: 2,
    aim: 4,
    form: 'times',
    measure: ratio('least', [ours(handOff('one-tag'), 'rate'), dpdk('one-tag', 'burst')]),
  },
  {
    text: "hand-off at a burst of 8, DPDK's own, against DPDK burst",
    bound: 'at least',
    required: 1,
    aim: 1.5,
    form: 'times',
    measure: ratio('least', ...every.map((workload) => [burst(workload, 8), dpdk(workload, 'burst')] as const)),
  },
  {
    text: 'hand-off at a burst of 1 against DPDK single mode',
    bound: 'at least',
    required: 0.8,
    aim: 1.5,
    form: 'times',
    measure: ratio('least', ...every.map((workload) => [burst(workload, 1), dpdk(workload, 'single')] as const)),
  },
  {
    text: "with 64-byte payload, against piscina's best keyed arrangement",
    bound: 'at least',
    required: 200,
    aim: 500,
    form: 'times',
    measure: ratio('least', [
      ours(payload('uniform', 1), 'rate'),
      named(payload('uniform', 1), 'rate', 'piscina, sharded', 'piscina, chain per key'),
    ]),
  },
  {
    text: "with 64-byte payload, against piscina's chain per key",
    bound: 'at least',
    required: 2000,
    aim: 5000,
    form: 'times',
    measure: ratio('least', [ours(payload('uniform', 1), 'rate'), named(payload('uniform', 1), 'rate', 'piscina, chain per key')]),
  },
  {
    text: 'with 64-byte payload, against batched postMessage with static sharding',
    bound: 'at least',
    required: 3,
    aim: 6,
    form: 'times',
    measure: ratio('least', ...every.map((workload) => againstPeer(workload, 1, 'postMessage, sharded, batches of 64'))),
  },
  {
    text: 'with 64-byte payload, against ringbuf.js, static, batches of 32',
    bound: 'at least',
    required: 1.1,
    aim: 2,
    form: 'times',
    measure: ratio('least', ...every.map((workload) => againstPeer(workload, 1, 'ringbuf.js, sharded, batches of 32'))),
  },
  {
    text: 'with 64-byte payload, two workers, against ringbuf.js, static, batches of 32',
    bound: 'at least',
    required: 1,
    aim: 1.5,
    form: 'times',
    measure: ratio('least', ...every.map((workload) => againstPeer(workload, 2, 'ringbuf.js, sharded, batches of 32'))),
  },
  {
    text: 'distributor cost per packet, 256 workers against 1',
    bound: 'at most',
    required: 1.5,
    aim: 1.1,
    form: 'times',
    measure: ratio('most', [named('cost/workers', 'cost', '256 workers'), named('cost/workers', 'cost', '1 worker')]),
  },
  {
    text: 'distributor cost per packet, 1 million flows against 1 thousand',
    bound: 'at most',
    required: 2.5,
    aim: 1.5,
    form: 'times',
    measure: ratio('most', [named('cost/flows', 'cost', '1024 k flows'), named('cost/flows', 'cost', '1 k flows')]),
  },
  {
    text: 'round trip p50 against the bare ping-pong of the run',
    bound: 'at most',
    required: 1.8,
    aim: 1.2,
    form: 'times',
    measure: ratio('most', [ours('round-trip', 'p50'), named('round-trip', 'p50', 'ping-pong', 'ping-pong with pause')]),
  },
  {
    text: '20 µs handlers, two workers: share of the ideal the two cores allow',
    bound: 'at least',
    required: 0.95,
    aim: 0.98,
    form: 'share',
    measure: ratio('least', shareOfIdeal('handlers/20us/2-workers')),
  },
  {
    text: 'hot key with half of the packets, 20 µs, two workers: share of the optimum',
    bound: 'at least',
    required: 0.95,
    aim: 0.98,
    form: 'share',
    measure: ratio('least', shareOfIdeal('skew/hot-half/2-workers')),
  },
  {
    text: 'mixed handlers: p99 wait of a packet of another tag against a static shard',
    bound: 'at most',
    required: 1 / 5,
    aim: 1 / 20,
    form: 'times',
    measure: ratio('most', [ours('mixed/2-workers', 'p99'), named('mixed/2-workers', 'p99', 'ringbuf.js, sharded, batches of 32')]),
  },
  {
    text: 'garbage collections in ten million packets of the low-level path',
    bound: 'at most',
    required: 0,
    aim: 0,
    form: 'count',
    measure: value(ours('memory/garbage', 'collections')),
  },
  {
    text: 'heap growth in ten million packets of the low-level path',
    bound: 'at most',
    required: 1e6,
    aim: 0,
    form: 'bytes',
    measure: value(ours('memory/garbage', 'growth')),
  },
  {
    text: 'idle: processor time of a parked distributor with two workers',
    bound: 'at most',
    required: 0.01,
    aim: 0,
    form: 'share',
    measure: value(ours('idle/2-workers', 'cpu')),
  },
  {
    text: 'Toeplitz, 12 and 36 bytes, against rte_softrss (C)',
    bound: 'at least',
    required: 5,
    aim: 10,
    form: 'times',
    measure: ratio('least', ...[12, 36].map((bytes) => fasterHash(`tags/toeplitz-${bytes}`))),
  },
  {
    text: 'flowlog against `tshark -q -z conv,tcp -z conv,udp`, one million packets',
    bound: 'at least',
    required: 10,
    aim: 30,
    form: 'times',
    measure: ratio('least', [ours('flowlog/1-GB', 'rate'), named('flowlog/1-GB', 'rate', 'tshark')]),
  },
  {
    text: 'flowlog peak memory, 1 GB capture',
    bound: 'at most',
    required: 300e6,
    aim: 150e6,
    form: 'bytes',
    measure: scaled(1e6, value(named('flowlog/1-GB', 'peak', 'dist flowlog, 2 workers'))),
  },
];

/** The same number in another unit. */
function scaled(factor: number, measure: Target['measure']): Target['measure'] {
  return (results) => {
    const measured = measure(results);
    return 'missing' in measured ? measured : { ...measured, value: measured.value * factor };
  };
}

function againstPeer(workload: string, workers: 1 | 2, peer: string): readonly [Pick, Pick] {
  const id = payload(workload, workers);
  return [ours(id, 'rate'), named(id, 'rate', peer)];
}

function shareOfIdeal(id: string): readonly [Pick, Pick] {
  return [ours(id, 'rate'), named(id, 'rate', HANDLERS_ONLY)];
}

/** Times are better when less, so theirs goes above ours. */
function fasterHash(id: string): readonly [Pick, Pick] {
  return [named(id, 'time', 'rte_softrss (C)'), ours(id, 'time')];
}
