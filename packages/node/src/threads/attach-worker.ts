// The worker's end of WorkerThreads: the first thing that a worker file calls.
import { type MessagePort, workerData } from 'node:worker_threads';
import { DistributorWorker, PayloadPool, type WorkerOptions } from '@dist/core';
import { READY, SETUP, type ThreadSetup } from './thread-setup.ts';

/** What a thread that {@link attachWorker} attached works with. */
export interface AttachedWorker<Init> {
  /** The worker's side of the distributor. It joins with its first request. */
  readonly worker: DistributorWorker;
  /** What `WorkerThreads.start` was given as `init`. */
  readonly init: Init;
  /** A pool that `WorkerThreads.start` was given. @throws RangeError for a name it was not given. */
  readonly pool: (name: string) => PayloadPool;
  /** For extension authors: the port to the `WorkerThreads` that started this thread. */
  readonly port: MessagePort;
}

/**
 * Attaches this thread to the distributor of the `WorkerThreads` that started it, and reports that it is ready.
 * Anything that must be there before the first packet is done before this call. Call it once.
 * @typeParam Init what `WorkerThreads.start` was given as `init`.
 * @throws TypeError in a thread that `WorkerThreads` did not start. Errors of `DistributorWorker.attach`.
 */
export function attachWorker<Init = unknown>(options: WorkerOptions = {}): AttachedWorker<Init> {
  const { region, worker, pools: regions, init, port } = threadSetup();
  const attached = DistributorWorker.attach(region, worker, options);
  const pools = new Map(Object.entries(regions).map(([name, buffer]) => [name, PayloadPool.attach(buffer)]));
  port.postMessage(READY);
  return {
    worker: attached,
    init: init as Init,
    port,
    pool(name): PayloadPool {
      const pool = pools.get(name);
      if (pool === undefined) throw new RangeError(`no pool is named '${name}'; this worker was given ${listOf(pools.keys())}`);
      return pool;
    },
  };
}

/** What this thread was started with. @throws TypeError in a thread that `WorkerThreads` did not start. */
export function threadSetup(): ThreadSetup {
  const given: unknown = workerData;
  if (typeof given === 'object' && given !== null && SETUP in given) return given[SETUP] as ThreadSetup;
  throw new TypeError('attachWorker() was called in a thread that WorkerThreads.start() did not start');
}

function listOf(names: Iterable<string>): string {
  return [...names].map((name) => `'${name}'`).join(', ') || 'none';
}
