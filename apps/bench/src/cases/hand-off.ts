// What handing a packet over costs when nothing is done with it: ours at several bursts, and DPDK's two modes.
import type { BenchCase, Variant } from '../measure/variant.ts';
import { RATE, workersId, workersTitle } from './metrics.ts';
import { WORKLOAD_TITLES, tagTable } from './tag-table.ts';
import type { Workload } from './tag-table.ts';

const MILLION = 2 ** 20;
/** Looks of a worker before it parks: some hundred microseconds, so that it does not between two bursts. */
const WORKER_SPINS = 20_000;
/** Packets of a call with small bursts. */
const CALL = 32;

interface Ours {
  readonly burst: number;
  readonly credits: number;
  /** Packets of one call, at most. */
  readonly call: number;
  /** Packets of one run; at small bursts they take longer each. */
  readonly count: number;
}

const ours: readonly Ours[] = [
  { burst: 1, credits: 64, call: CALL, count: 2 * MILLION },
  { burst: 8, credits: 512, call: 128, count: 4 * MILLION },
  { burst: 32, credits: 256, call: 128, count: 8 * MILLION },
  { burst: 128, credits: 512, call: 128, count: 8 * MILLION },
];

function oursWith(workload: Workload, workers: number, { burst, credits, call, count }: Ours): Variant {
  return {
    name: `dist, burst ${burst}`,
    threads: workers + 1,
    // They spin for longer than anybody has nothing to do.
    wakes: false,
    count,
    async open(setting) {
      const { HandOff } = await import('../peers/ours/hand-off.ts');
      // As many packets out as the lanes hold: what is beyond would wait in the distributor, at the price of a flow record each.
      const options = { workers, burst, credits, capacity: workers * credits, chunk: call, spins: WORKER_SPINS };
      return HandOff.open(options, tagTable(workload), setting.count);
    },
  };
}

function dpdkWith(workload: Workload, workers: number, mode: 'single' | 'burst'): Variant {
  return {
    name: mode === 'single' ? 'DPDK single (C)' : 'DPDK burst (C)',
    threads: workers + 1,
    wakes: false,
    // At most: see DpdkRate.open.
    count: mode === 'single' ? 2 * MILLION : 8 * MILLION,
    async open(setting) {
      const { DpdkRate } = await import('../peers/dpdk/rate.ts');
      return DpdkRate.open({ mode, workers }, tagTable(workload), setting.count);
    },
  };
}

export const handOffCases: readonly BenchCase[] = ([1, 2] as const).flatMap((workers) =>
  (['uniform', 'zipf', 'one-tag'] as const).map((workload) => ({
    id: `hand-off/${workload}/${workersId(workers)}`,
    title: `Hand-off with an empty handler, ${WORKLOAD_TITLES[workload]}, ${workersTitle(workers)}`,
    metrics: [RATE],
    quick: workload === 'zipf' && workers === 1,
    variants: [
      ...ours.map((options) => oursWith(workload, workers, options)),
      dpdkWith(workload, workers, 'single'),
      dpdkWith(workload, workers, 'burst'),
    ],
  })),
);
