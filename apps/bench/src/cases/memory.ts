// Memory: what is taken once, and what is left to the garbage collector on the way.
import type { BenchCase, Metric } from '../measure/variant.ts';
import { tagTable } from './tag-table.ts';

const bytes = (name: string): Metric => ({ name, unit: 'bytes', better: 'less' });

export const memoryCases: readonly BenchCase[] = [
  {
    id: 'memory/garbage',
    title: 'Garbage collections and heap growth over ten million packets, low-level functions, both threads',
    metrics: [{ name: 'collections', unit: 'collections', better: 'less' }, bytes('growth')],
    quick: false,
    variants: [
      {
        name: 'dist, burst 32',
        threads: 2,
        // The threads that collect garbage do, and the worker sleeps before and after.
        wakes: true,
        count: 10_000_000,
        nodeFlags: ['--expose-gc'],
        async open(setting) {
          const { Memory } = await import('../peers/ours/memory.ts');
          return new Memory(tagTable('uniform'), setting.count);
        },
      },
    ],
  },
  {
    id: 'memory/footprint',
    title: 'Memory of a distributor with default bursts and credits: shared region, and all of it',
    metrics: [bytes('region per worker'), bytes('region per flow'), bytes('all per worker'), bytes('all per flow')],
    quick: false,
    variants: [
      {
        name: 'dist, 8 workers, 64 k flows',
        threads: 1,
        wakes: true,
        count: 65_536,
        nodeFlags: ['--expose-gc'],
        async open() {
          const { Footprint } = await import('../peers/ours/footprint.ts');
          return new Footprint(8, 65_536, tagTable('uniform'));
        },
      },
    ],
  },
];
