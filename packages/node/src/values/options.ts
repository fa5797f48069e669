import { availableParallelism } from 'node:os';
import type { DistributorOptions } from '@dist/core';
import type { Codec } from '../codec/codec.ts';
import { structured } from '../codec/structured.ts';
import type { WorkerThreadsOptions } from '../threads/worker-threads.ts';

/** Options of {@link createDistributor}. All limits are fixed for the life of the distributor. */
export interface ValueDistributorOptions<In, Out>
  extends Partial<Pick<DistributorOptions, 'workers'>>,
    Pick<DistributorOptions, 'burst' | 'credits' | 'capacity' | 'flowBacklog' | 'coalesceMs'>,
    Pick<WorkerThreadsOptions, 'graceMs' | 'signal' | 'thread'> {
  /** The worker file: its default export is made by `defineWorker`. A `file:` or `data:` URL. */
  readonly worker: URL;
  /** Worker threads, 1 to 1024. Default: one less than the processor has threads, at least 1. */
  readonly workers?: number;
  /**
   * Values with equal tags are handled one after the other, in the order in which they were submitted.
   * Must return an integer from 0 to 2^32 - 1, the same for the same key.
   */
  readonly tag: (value: In) => number;
  /** How values travel. Default `structured()`. */
  readonly valueCodec?: Codec<In>;
  /** How results travel. Default `structured()`. */
  readonly resultCodec?: Codec<Out>;
  /** Bytes of an encoded value that one buffer holds, 1 to 2^20. Larger values take several. Default 1024. */
  readonly payloadBytes?: number;
  /** Buffers, 1 to 2^24. Default: the capacity, that is one for each packet. `buffers` × `payloadBytes` are allocated at once. */
  readonly buffers?: number;
  /** Largest encoded value or result, `payloadBytes` to what all buffers hold together. Default 1 MiB, or all of them if that is less. */
  readonly maxPayloadBytes?: number;
}

/** The options that concern values, with defaults filled in and ranges checked. */
export interface ValueLimits {
  readonly payloadBytes: number;
  readonly buffers: number;
  readonly maxPayloadBytes: number;
}

/** @throws RangeError that names the option, its range and the value. */
export function resolveLimits<In, Out>(options: ValueDistributorOptions<In, Out>, capacity: number): ValueLimits {
  const payloadBytes = integer('payloadBytes', options.payloadBytes ?? 1024, 1, 2 ** 20);
  const buffers = integer('buffers', options.buffers ?? capacity, 1, 2 ** 24);
  const all = buffers * payloadBytes;
  const maxPayloadBytes = integer('maxPayloadBytes', options.maxPayloadBytes ?? Math.max(payloadBytes, Math.min(2 ** 20, all)), payloadBytes, all);
  return { payloadBytes, buffers, maxPayloadBytes };
}

/** The number of workers if none is given. */
export function defaultWorkers(): number {
  return Math.max(1, availableParallelism() - 1);
}

/** The options that must be what they are declared to be before anything is started. @throws TypeError. */
export function requireTypes<In, Out>({ worker, tag }: ValueDistributorOptions<In, Out>): void {
  if (!(worker instanceof URL)) throw new TypeError(`worker must be a URL, such as new URL('./my.worker.js', import.meta.url), got ${typeof worker}`);
  if (typeof tag !== 'function') throw new TypeError(`tag must be a function, got ${typeof tag}`);
}

/** The codecs, with the default filled in. */
export function codecsOf<In, Out>(options: ValueDistributorOptions<In, Out>): { valueCodec: Codec<In>; resultCodec: Codec<Out> } {
  return { valueCodec: options.valueCodec ?? structured<In>(), resultCodec: options.resultCodec ?? structured<Out>() };
}

function integer(name: string, value: number, low: number, high: number): number {
  if (Number.isInteger(value) && value >= low && value <= high) return value;
  throw new RangeError(`${name} must be an integer from ${low} to ${high}, got ${String(value)}`);
}
