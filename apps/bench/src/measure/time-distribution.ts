import { percentile } from './statistics.ts';

/** The percentiles that latency cases report; sorts the times. */
export function distributionOf(times: Float64Array): { readonly p50: number; readonly p99: number; readonly 'p99.9': number } {
  times.sort();
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99), 'p99.9': percentile(times, 0.999) };
}
