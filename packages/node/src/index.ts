// For users.
export { WorkerThreads, type WorkerThreadsOptions } from './threads/worker-threads.ts';
export { attachWorker, type AttachedWorker } from './threads/attach-worker.ts';
export type { ThreadOptions } from './threads/worker-thread.ts';
export { WorkerError, type WorkerErrorCode, type WorkerErrorDetails } from './errors/worker-error.ts';
