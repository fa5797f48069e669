// What a tag costs: the hash alone, beside DPDK's portable one in C, and the whole way from a raw frame.
import type { BenchCase, Metric } from '../measure/variant.ts';

const TIME: Metric = { name: 'time', unit: 'ns', better: 'less' };
const MILLION = 2 ** 20;

export const tagCases: readonly BenchCase[] = [
  ...[12, 36].map(
    (bytes): BenchCase => ({
      id: `tags/toeplitz-${bytes}`,
      title: `Toeplitz hash of ${bytes} bytes (addresses and ports of IPv${bytes === 12 ? 4 : 6}), a call`,
      metrics: [TIME],
      quick: false,
      variants: [
        {
          name: 'dist ToeplitzHash',
          threads: 1,
          wakes: false,
          count: 32 * MILLION,
          open: async (setting) => (await import('../peers/tags/hash-time.ts')).hashSubject(bytes, setting.count),
        },
        {
          name: 'rte_softrss (C)',
          threads: 1,
          wakes: false,
          count: 2 * MILLION,
          async open(setting) {
            const { measuredInC } = await import('../peers/dpdk/measured-in-c.ts');
            return measuredInC(['softrss', bytes, setting.count], ({ ns }) => ({ time: ns! }));
          },
        },
      ],
    }),
  ),
  {
    id: 'tags/frame',
    title: 'From a raw Ethernet frame of TCP: its fields, and its tag (fields and hash), a frame',
    metrics: [TIME],
    quick: false,
    variants: ([4, 6] as const).flatMap((version) => [
      {
        name: `dissect, IPv${version}`,
        ours: true,
        threads: 1,
        wakes: false,
        count: 8 * MILLION,
        open: async (setting) => (await import('../peers/tags/hash-time.ts')).dissectSubject(version, setting.count),
      },
      ...[false, true].map((symmetric) => ({
        name: `rssTagInto, IPv${version}${symmetric ? ', symmetric' : ''}`,
        ours: true,
        threads: 1,
        wakes: false,
        count: 8 * MILLION,
        open: async (setting: { readonly count: number }) =>
          (await import('../peers/tags/hash-time.ts')).frameTagSubject(version, symmetric, setting.count),
      })),
    ]),
  },
];
