// Values through the high-level functions, by codec: what convenience costs.
import type { BenchCase } from '../measure/variant.ts';
import { tagTable } from './tag-table.ts';

export const valuesCase: BenchCase = {
  id: 'values/1-worker',
  title: 'Values through createDistributor, submitted and read on one event loop, uniform over 65,536 tags, one worker',
  metrics: [{ name: 'rate', unit: 'values/s', better: 'more' }],
  quick: false,
  variants: (
    [
      ['bytes', 300_000],
      ['json', 200_000],
      ['structured', 100_000],
    ] as const
  ).map(([codec, count]) => ({
    name: `dist, ${codec}`,
    threads: 2,
    wakes: true,
    count,
    open: async (setting) => (await import('../peers/values/value-subject.ts')).openValues(codec, 1, tagTable('uniform'), setting.count),
  })),
};
