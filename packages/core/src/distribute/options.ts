import type { Memory } from '../memory/memory.ts';
import { powerOfTwo, requireInteger } from '../require-integer.ts';
import { spinThenPark } from '../wait/spin-then-park.ts';
import type { WaitStrategy } from '../wait/wait-strategy.ts';

/** Options of `Distributor.create`. All limits are fixed for the life of the distributor. */
export interface DistributorOptions {
  /** Worker slots, 1 to 1024. Workers come and go; a slot without one gets no packets. */
  readonly workers: number;
  /** Packets that a worker claims at once at most, 1 to 256. Default 32; 1 is DPDK's single mode. They are published up to 32, or a burst, at a time. */
  readonly burst?: number;
  /** Packets that may stand in one worker's lane, `burst` to 512. Default 64, or twice the burst if that is more. */
  readonly credits?: number;
  /**
   * Packets outstanding at most, `burst` to 2^24; as many again may be returned and not yet taken, so that hand-backs make
   * room. Default four times all credits, at least 4096.
   */
  readonly capacity?: number;
  /** Packets of one tag that may wait outside the lanes, 1 to `capacity`. Default a quarter of `capacity`. */
  readonly flowBacklog?: number;
  /** How `process` and `flush` wait. Default `spinThenPark()`. */
  readonly wait?: WaitStrategy;
  /**
   * How long, in milliseconds from 0 to 1000, a distributor that waits lets hand-backs gather while no worker is without
   * work, as a network card coalesces interrupts. Until then only a worker that has less than a quarter of its credits left to
   * claim wakes it. Default 1: with busy workers, results may be noticed 1 to 2 ms later, and handlers keep the time that wakes
   * would take from them. 0: every hand-back wakes it.
   */
  readonly coalesceMs?: number;
  /** For extension authors: makes the shared memory. Default: a `SharedArrayBuffer` of that many bytes. */
  readonly memory?: (bytes: number) => Memory;
}

/** The options with all defaults filled in and all ranges checked. */
export interface DistributorLimits {
  readonly workers: number;
  readonly burst: number;
  readonly credits: number;
  readonly capacity: number;
  readonly flowBacklog: number;
  readonly laneCapacity: number;
  readonly wait: WaitStrategy;
  readonly coalesceMs: number;
}

/** @throws RangeError that names the option, its range and the value. */
export function resolveOptions(options: DistributorOptions): DistributorLimits {
  const workers = requireInteger('workers', options.workers, 1, 1024);
  const burst = requireInteger('burst', options.burst ?? 32, 1, 256);
  const credits = requireInteger('credits', options.credits ?? Math.max(64, 2 * burst), burst, 512);
  const capacity = requireInteger('capacity', options.capacity ?? Math.max(4096, 4 * workers * credits), burst, 2 ** 24);
  const flowBacklog = requireInteger('flowBacklog', options.flowBacklog ?? Math.max(1, capacity >> 2), 1, capacity);
  const coalesceMs = options.coalesceMs ?? 1;
  if (!(coalesceMs >= 0 && coalesceMs <= 1000)) throw new RangeError(`coalesceMs must be from 0 to 1000, got ${String(coalesceMs)}`);
  return { workers, burst, credits, capacity, flowBacklog, laneCapacity: powerOfTwo(credits), wait: options.wait ?? spinThenPark(), coalesceMs };
}
