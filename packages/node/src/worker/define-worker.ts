import type { Codec } from '../codec/codec.ts';
import type { PacketContext } from './packet-context.ts';

const MARKER = Symbol.for('@dist/node:WorkerDefinition');

/**
 * Handles one value; what it returns, or what its promise resolves to, is the result. No other value with the same tag is
 * handled before it has finished. If it throws or rejects, the run fails.
 */
export type Handler<In, Out> = (value: In, packet: PacketContext) => Out | PromiseLike<Out>;

/** Options of {@link defineWorker}: codecs that do not come with this package. */
export interface WorkerDefinitionOptions<In, Out> {
  /** The `valueCodec` of `createDistributor`. */
  readonly valueCodec?: Codec<In>;
  /** The `resultCodec` of `createDistributor`. */
  readonly resultCodec?: Codec<Out>;
}

/** What a worker file exports; made by {@link defineWorker}. */
export interface WorkerDefinition<In, Out> extends WorkerDefinitionOptions<In, Out> {
  readonly handler: Handler<In, Out>;
}

/**
 * Makes the default export of a worker file: `export default defineWorker<In, Out>((value, packet) => …)`.
 * A worker handles one packet at a time, and its event loop runs meanwhile: timers, sockets and other promises go on.
 */
export function defineWorker<In, Out>(handler: Handler<In, Out>, options: WorkerDefinitionOptions<In, Out> = {}): WorkerDefinition<In, Out> {
  if (typeof handler !== 'function') throw new TypeError(`the handler of a worker must be a function, got ${typeof handler}`);
  const definition: WorkerDefinition<In, Out> = { handler, ...options };
  Object.defineProperty(definition, MARKER, { value: true });
  return definition;
}

/** True for what `defineWorker` made, of any copy of this package. */
export function isWorkerDefinition(value: unknown): value is WorkerDefinition<unknown, unknown> {
  return typeof value === 'object' && value !== null && MARKER in value;
}
