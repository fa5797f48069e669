// What handing a packet over costs when nothing is done with it.
import type { BenchCase, Metric, Variant } from '../measure/variant.ts';
import { WORKLOAD_TITLES, tagTable } from './tag-table.ts';
import type { Workload } from './tag-table.ts';

export const RATE: Metric = { name: 'rate', unit: 'packets/s', better: 'more' };

const MILLION = 2 ** 20;
const WORKER_SPINS = 20_000;

/** Packets of one run; those of a burst of 1 take longer each. */
const ours: readonly { readonly burst: number; readonly credits?: number; readonly count: number }[] = [
  { burst: 1, count: 2 * MILLION },
  { burst: 8, count: 4 * MILLION },
  { burst: 32, count: 8 * MILLION },
  { burst: 128, credits: 256, count: 8 * MILLION },
];

function oursWith(workload: Workload, workers: number, options: (typeof ours)[number]): Variant {
  const { burst, count, credits = Math.max(64, 2 * burst) } = options;
  return {
    name: `dist, burst ${burst}`,
    threads: workers + 1,
    count,
    async open(setting) {
      const { HandOff } = await import('../peers/dist/hand-off.ts');
      const chunk = Math.max(32, burst);
      return HandOff.open({ workers, burst, chunk, credits, spins: WORKER_SPINS }, tagTable(workload), setting.count);
    },
  };
}

export const handOffCases: readonly BenchCase[] = ([1, 2] as const).flatMap((workers) =>
  (['uniform', 'zipf', 'one-tag'] as const).map((workload) => ({
    id: `hand-off/${workload}/${workers}-worker${workers === 1 ? '' : 's'}`,
    title: `Hand-off with an empty handler, ${WORKLOAD_TITLES[workload]}, ${workers === 1 ? 'one worker' : `${workers} workers`}`,
    metrics: [RATE],
    quick: true,
    variants: ours.map((options) => oursWith(workload, workers, options)),
  })),
);
