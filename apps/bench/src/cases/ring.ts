// A ring between one producer and one consumer: what moving words costs when nothing is promised about tags.
import type { BenchCase, Metric } from '../measure/variant.ts';

const WORDS: Metric = { name: 'rate', unit: 'words/s', better: 'more' };
const MILLION = 2 ** 20;

export const ringCases: readonly BenchCase[] = (
  [
    [1, 2 * MILLION],
    [8, 16 * MILLION],
    [32, 32 * MILLION],
  ] as const
).map(([batch, count]) => ({
  id: `ring/batch-${batch}`,
  title: `One-way ring of words between two threads, ${batch === 1 ? 'one at a time' : `batches of ${batch}`}`,
  metrics: [WORDS],
  quick: false,
  variants: [
    {
      name: 'dist SpscRing',
      threads: 2,
      wakes: false,
      count,
      open: async (setting) => (await import('../peers/ours/ring.ts')).RingSubject.open(batch, setting.count),
    },
    {
      name: 'rte_ring (C)',
      threads: 2,
      wakes: false,
      count,
      async open(setting) {
        const { measuredInC } = await import('../peers/dpdk/measured-in-c.ts');
        const words = Math.max(batch, setting.count - (setting.count % batch));
        return measuredInC(['ring', batch, words], ({ seconds, moved }) => ({ rate: moved! / seconds! }));
      },
    },
  ],
}));
