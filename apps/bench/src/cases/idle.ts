// What a distributor costs that has nothing to do.
import type { BenchCase } from '../measure/variant.ts';
import { tagTable } from './tag-table.ts';

export const idleCase: BenchCase = {
  id: 'idle/2-workers',
  title: 'Processor time of a distributor and 2 workers while nothing happens: share of one core',
  metrics: [{ name: 'cpu', unit: 'cores', better: 'less' }],
  quick: false,
  variants: [
    {
      name: 'dist, parked',
      threads: 0,
      wakes: true,
      // Milliseconds of a run.
      count: 2000,
      atLeast: 50,
      open: async (setting) => (await import('../peers/ours/idle.ts')).Idle.open(2, tagTable('uniform'), setting.count),
    },
  ],
};
