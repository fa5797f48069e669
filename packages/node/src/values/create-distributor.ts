import { Distributor } from '@dist/core';
import { WorkerError } from '../errors/worker-error.ts';
import { PayloadChains } from '../payload/payload-chains.ts';
import { ValueWriter } from '../payload/value-writer.ts';
import { WorkerThreads, type WorkerThreadsOptions } from '../threads/worker-threads.ts';
import { fromPortable } from '../worker/portable-error.ts';
import { type PacketFailure, VALUES, type WorkerInit, type WorkerWords } from '../worker/words.ts';
import { Intake } from './intake.ts';
import { Ledger } from './ledger.ts';
import { type ValueDistributorOptions, codecsOf, defaultWorkers, requireTypes, resolveLimits } from './options.ts';
import { Outlet } from './outlet.ts';
import { TurnBudget } from './turn-budget.ts';
import { ValueDistributor } from './value-distributor.ts';

const ENTRY = new URL(import.meta.resolve('#worker-entry'));

/**
 * Starts worker threads and a distributor for values; resolves when all workers have loaded their file.
 * Hold it with `await using`, or `close` it: its threads keep the process alive.
 * @typeParam In what is submitted, and the worker's handler gets.
 * @typeParam Out what the handler returns, and `results()` give.
 * @throws (rejects) RangeError or TypeError for an option that is not what it should be; WorkerError `START_FAILED`.
 */
export async function createDistributor<In, Out>(options: ValueDistributorOptions<In, Out>): Promise<ValueDistributor<In, Out>> {
  requireTypes(options);
  const { valueCodec, resultCodec } = codecsOf(options);
  const distributor = Distributor.create({ ...options, workers: options.workers ?? defaultWorkers() });
  const { capacity } = distributor.limits;
  const { buffers, payloadBytes, maxPayloadBytes } = resolveLimits(options, capacity);
  const chains = PayloadChains.create(buffers, payloadBytes);
  const ledger = new Ledger(capacity);
  const turns = new TurnBudget();
  const outlet = new Outlet<Out>(distributor, chains, resultCodec, ledger, (worker) => {
    threads.listen(worker);
  });
  let failed = (): void => undefined;
  const init: WorkerInit = { url: options.worker.href, valueCodec: valueCodec.name, resultCodec: resultCodec.name, maxPayloadBytes };
  const threads = await WorkerThreads.start(distributor, {
    ...threadsOptions(options),
    pools: { [VALUES]: chains.pool },
    init,
    onWords(worker, words): void {
      const said = words as WorkerWords;
      if (said.said === 'failure') throw errorOf(worker, said);
      outlet.keep(said.handle, said.bytes);
    },
    onFailure(): void {
      failed();
    },
  });
  const intake = new Intake<In>(distributor, chains, new ValueWriter(chains, valueCodec, maxPayloadBytes), ledger, turns);
  const values = new ValueDistributor({ distributor, chains, threads, ledger, turns, intake, outlet, tag: options.tag });
  failed = () => {
    values.failed();
  };
  return values;
}

function threadsOptions<In, Out>({ graceMs, signal, thread }: ValueDistributorOptions<In, Out>): WorkerThreadsOptions {
  return {
    url: ENTRY,
    ...(graceMs === undefined ? {} : { graceMs }),
    ...(signal === undefined ? {} : { signal }),
    ...(thread === undefined ? {} : { thread }),
  };
}

function errorOf(worker: number, { code, tag, attempt, error }: PacketFailure): WorkerError {
  const cause = fromPortable(error);
  const text = cause instanceof Error ? cause.message : String(cause);
  const what = code === 'HANDLER_FAILED' ? 'the handler' : 'a codec';
  return new WorkerError(code, `${what} of worker ${worker} failed in a packet of tag ${tag}: ${text}`, { worker, tag, attempt, cause });
}
