// What a packet costs the distributor, and whether that grows with the workers, with the flows that are out at once, or with the tags
// there are.
import type { BenchCase, Metric, Variant } from '../measure/variant.ts';
import { scatter, tagTable } from './tag-table.ts';

const COST: Metric = { name: 'cost', unit: 'ns/packet', better: 'less' };
const BURST = 32;
const COUNT = 2 ** 21;

function stepped(name: string, workers: number, outstanding: number, tag: () => (packet: number) => number): Variant {
  return {
    name,
    ours: true,
    threads: 1,
    wakes: false,
    count: COUNT,
    async open(setting) {
      const { Stepped } = await import('../peers/ours/stepped.ts');
      const capacity = Math.max(4096, 2 * outstanding);
      return new Stepped({ workers, burst: BURST, outstanding, capacity, tag: tag() }, setting.count);
    },
  };
}

const uniform = (): ((packet: number) => number) => {
  const tags = tagTable('uniform');
  return (packet) => tags[packet & (tags.length - 1)]!;
};

/** So many tags in turn. */
const inTurn = (tags: number) => () => (packet: number) => scatter(packet % tags);

const K = 1024;

export const costCases: readonly BenchCase[] = [
  {
    id: 'cost/workers',
    title: 'Cost of a packet in the distributor alone, by workers: two bursts each outstanding, all that their lanes hold; uniform over 65,536 tags',
    metrics: [COST],
    quick: false,
    variants: [1, 2, 4, 16, 64, 256].map((workers) => stepped(workers === 1 ? '1 worker' : `${workers} workers`, workers, workers * BURST * 2, uniform)),
  },
  {
    id: 'cost/flows',
    title: 'Cost of a packet in the distributor alone, by flows outstanding at once, a packet each: 4 workers',
    metrics: [COST],
    quick: false,
    variants: [1, 16, 256, 1024].map((flows) => stepped(`${flows} k flows`, 4, flows * K, inTurn(2 * flows * K))),
  },
  {
    id: 'cost/tags',
    title: 'Cost of a packet in the distributor alone, by tags that packets may have: 4 workers, 1,024 packets outstanding',
    metrics: [COST],
    quick: false,
    variants: [1, 16, 256, 1024].map((tags) => stepped(`${tags} k tags`, 4, K, inTurn(tags * K))),
  },
];
