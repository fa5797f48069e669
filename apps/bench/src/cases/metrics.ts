// Metrics that several cases have in common.
import type { Metric } from '../measure/variant.ts';

export const RATE: Metric = { name: 'rate', unit: 'packets/s', better: 'more' };

/** Metrics of a distribution of times. */
export function percentiles(unit: string): readonly Metric[] {
  return ['p50', 'p99', 'p99.9'].map((name) => ({ name, unit, better: 'less' }) as const);
}

export const workersId = (workers: number): string => (workers === 1 ? '1-worker' : `${workers}-workers`);
export const workersTitle = (workers: number): string => (workers === 1 ? 'one worker' : `${workers} workers`);
