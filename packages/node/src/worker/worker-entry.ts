// Where every thread of the high-level form starts: loads the user's worker file and serves it with packets.
import { setMaxListeners } from 'node:events';
import { DistributorError } from '@dist/core';
import { builtInCodec } from '../codec/built-in-codec.ts';
import type { Codec } from '../codec/codec.ts';
import { PayloadChains } from '../payload/payload-chains.ts';
import { attachWorker, threadSetup } from '../threads/attach-worker.ts';
import { CLOSE } from '../threads/thread-setup.ts';
import { type WorkerDefinition, isWorkerDefinition } from './define-worker.ts';
import { PacketHandler } from './packet-handler.ts';
import { runWorker } from './run-worker.ts';
import { VALUES, type WorkerInit } from './words.ts';

const init = threadSetup().init as WorkerInit;
const definition = await load(init.url);
const valueCodec = codecOf('valueCodec', init.valueCodec, definition.valueCodec);
const resultCodec = codecOf('resultCodec', init.resultCodec, definition.resultCodec);

const { worker, port, pool } = attachWorker({ notes: true });
const closed = new AbortController();
// Every handler may listen to it for as long as it runs.
setMaxListeners(0, closed.signal);
// Being listened to, the port also keeps the thread alive while it waits for packets.
port.on('message', (words) => {
  if (words === CLOSE) closed.abort(new DistributorError('CLOSED', 'the distributor has been closed'));
});
const { handler } = definition;
const { maxPayloadBytes } = init;
const parts = { chains: new PayloadChains(pool(VALUES)), port, worker: worker.worker, signal: closed.signal, handler, valueCodec, resultCodec, maxPayloadBytes };
// After a failure the thread stays until it is ended from outside, so that what it said arrives.
if (await runWorker(worker, worker.claimLimit, new PacketHandler(parts))) port.close();

async function load(url: string): Promise<WorkerDefinition<unknown, unknown>> {
  const loaded: unknown = await import(url);
  const exported = typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : undefined;
  if (isWorkerDefinition(exported)) return exported;
  throw new TypeError(`the default export of a worker file must be made by defineWorker(); ${url} has ${exported === undefined ? 'none' : 'another one'}`);
}

/** The codec for what the distributor's side calls `name`. @throws TypeError if this side has another one, or none. */
function codecOf(option: string, name: string, own: Codec<unknown> | undefined): Codec<unknown> {
  const codec = own ?? builtInCodec(name);
  if (codec === undefined) throw new TypeError(`createDistributor() has the ${option} '${name}': pass it to defineWorker() as well`);
  if (codec.name === name) return codec;
  throw new TypeError(`the ${option} of createDistributor() is '${name}', that of defineWorker() is '${codec.name}'`);
}
