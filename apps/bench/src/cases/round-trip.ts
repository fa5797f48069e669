// How long one packet takes to a worker and back while both threads spin, beside the least that two threads need to exchange a word.
import type { BenchCase } from '../measure/variant.ts';
import { percentiles } from './metrics.ts';

const COUNT = 400_000;

interface Report {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
}

export const roundTripCase: BenchCase = {
  id: 'round-trip',
  title:
    'Round trip of one packet to a spinning worker; ping-pong is one word that two threads set in turn, ' +
    'the bare claim a packet that is claimed and handed back, and nothing else',
  metrics: percentiles('ns'),
  quick: true,
  variants: [
    ...[false, true].map((pausing) => ({
      name: pausing ? 'ping-pong with pause' : 'ping-pong',
      threads: 2,
      wakes: false,
      count: COUNT,
      open: async (setting: { readonly count: number }) => (await import('../peers/bare/ping-pong.ts')).PingPong.open(pausing, setting.count),
    })),
    {
      name: 'bare claim',
      threads: 2,
      wakes: false,
      count: COUNT,
      open: async (setting) => (await import('../peers/bare/claim.ts')).Claim.open(setting.count),
    },
    ...[1, 32].map((burst) => ({
      name: `dist, burst ${burst}`,
      threads: 2,
      wakes: false,
      count: COUNT,
      open: async (setting: { readonly count: number }) => (await import('../peers/ours/round-trip.ts')).RoundTrip.open(burst, setting.count),
    })),
    ...['single', 'burst'].map((mode) => ({
      name: `DPDK ${mode} (C)`,
      threads: 2,
      wakes: false,
      count: COUNT,
      async open({ count }: { readonly count: number }) {
        const { measuredInC } = await import('../peers/dpdk/measured-in-c.ts');
        return measuredInC(['round-trip', mode, count], (report) => {
          const { p50, p99, p999 } = report as unknown as Report;
          return { p50, p99, 'p99.9': p999 };
        });
      },
    })),
  ],
};
