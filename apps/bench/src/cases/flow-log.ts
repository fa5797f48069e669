// The main job end to end: the flow log of a large capture, beside what people use for it.
import type { BenchCase } from '../measure/variant.ts';
import { RATE } from './metrics.ts';

/** Of 1 kB each on average: a capture of a gigabyte. */
const PACKETS = 1_000_000;

export const flowLogCase: BenchCase = {
  id: 'flowlog/1-GB',
  title: 'Flow log of a capture of one million packets, 1 GB: conversations that acknowledge; compiled programs from start to end',
  metrics: [RATE, { name: 'peak', unit: 'MB', better: 'less' }],
  quick: false,
  variants: [
    ...[1, 2].map((workers) => ({
      name: `dist flowlog, ${workers === 1 ? '1 worker' : `${workers} workers`}`,
      threads: workers + 1,
      wakes: true,
      count: PACKETS,
      open: async (setting: { readonly count: number }) =>
        (await import('../peers/flow-log/program-subject.ts')).openFlowlog(workers, setting.count),
    })),
    {
      name: 'tshark',
      threads: 1,
      wakes: false,
      count: PACKETS,
      open: async (setting) => (await import('../peers/flow-log/program-subject.ts')).openTshark(setting.count),
    },
  ],
};
