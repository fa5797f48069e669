import { hrtime } from 'node:process';

/** Nanoseconds of a clock that all threads share, modulo 2^32. Differences below four seconds are `(later - earlier) >>> 0`. */
export function stamp(): number {
  const [seconds, nanoseconds] = hrtime();
  return (Math.imul(seconds, 1_000_000_000) + nanoseconds) >>> 0;
}
