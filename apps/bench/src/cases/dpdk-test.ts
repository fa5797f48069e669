// A cross-check of the C program that stands for DPDK in the other cases: the same through the autotests that come with DPDK. These take
// half a minute, whatever is asked, so they run once.
import type { BenchCase, Metric } from '../measure/variant.ts';

const OWN = 'own C program';
const TESTED = 'dpdk-test';
const BOTH = [OWN, TESTED] as const;
const MILLION = 2 ** 20;

const hashTime = (bytes: number): Metric => ({ name: `${bytes} bytes`, unit: 'ns', better: 'less' });

export const dpdkTestCases: readonly BenchCase[] = [
  {
    id: 'dpdk-test/distributor',
    title: 'Cross-check: rte_distributor with one worker and 64 tags in turn; distributor_perf_autotest neither stores tags nor collects packets',
    metrics: (['single', 'burst'] as const).flatMap((mode): Metric[] => [
      { name: mode, unit: 'packets/s', better: 'more' },
      { name: `${mode} time`, unit: 'ns', better: 'less' },
    ]),
    quick: false,
    crossCheck: BOTH,
    variants: [
      {
        name: OWN,
        threads: 2,
        wakes: false,
        count: 2 * MILLION,
        open: async (setting) => (await import('../peers/dpdk/cross-check.ts')).ownDistributor(setting.count),
      },
      { name: TESTED, threads: 2, wakes: false, count: 2 ** 27, once: true, open: async () => (await import('../peers/dpdk/cross-check.ts')).testedDistributor() },
    ],
  },
  {
    id: 'dpdk-test/thash',
    title: "Cross-check: rte_softrss as thash_perf_autotest times it; Debian's dpdk-test is compiled for any processor, our program for this one",
    metrics: [12, 36].map(hashTime),
    quick: false,
    crossCheck: BOTH,
    variants: [
      { name: OWN, threads: 1, wakes: false, count: 2 * MILLION, open: async (setting) => (await import('../peers/dpdk/cross-check.ts')).ownHash(setting.count) },
      { name: TESTED, threads: 1, wakes: false, count: 2 ** 25, once: true, open: async () => (await import('../peers/dpdk/cross-check.ts')).testedHash() },
    ],
  },
];
