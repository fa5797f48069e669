// For users.
export { createDistributor } from './values/create-distributor.ts';
export type { ValueDistributorOptions } from './values/options.ts';
export type { SubmitOptions, ValueDistributor } from './values/value-distributor.ts';
export type { Result } from './values/result.ts';
export type { ValueCounters } from './values/value-counters.ts';
export { defineWorker, type Handler, type WorkerDefinition, type WorkerDefinitionOptions } from './worker/define-worker.ts';
export type { PacketContext } from './worker/packet-context.ts';
export { bytes } from './codec/bytes.ts';
export { json } from './codec/json.ts';
export { structured } from './codec/structured.ts';
export { WorkerError, type WorkerErrorCode, type WorkerErrorDetails } from './errors/worker-error.ts';
export { WorkerThreads, type WorkerThreadsOptions } from './threads/worker-threads.ts';
export { attachWorker, type AttachedWorker } from './threads/attach-worker.ts';
export type { ThreadOptions } from './threads/worker-thread.ts';

// For extension authors.
export type { Codec } from './codec/codec.ts';
