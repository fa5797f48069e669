import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { workerHostContract } from '../../src/index.ts';
import type { ThreadHost, WorkerOrder } from '../../src/index.ts';
import { nodeHost } from '../threads/node-host.ts';
import { broken, table } from './outcomes.ts';

describe('a host on node:worker_threads', () => {
  it.each(table(workerHostContract(nodeHost)))('%s', (_, run) => run());
});

/** Hosts that do it wrong, and what ends their threads for real. */
function wrongHosts(): { readonly hosts: Readonly<Record<string, ThreadHost>>; readonly endAll: () => Promise<void> } {
  const workers: Worker[] = [];
  const startWorker = (order: WorkerOrder): Worker => {
    const worker = new Worker(new URL('../threads/case.worker.ts', import.meta.url), { workerData: order });
    worker.on('error', () => undefined);
    workers.push(worker);
    return worker;
  };
  const ended = (worker: Worker): Promise<void> => new Promise((resolve) => worker.once('exit', () => { resolve(undefined); }));
  const kill = (worker: Worker) => async (): Promise<void> => {
    await worker.terminate();
  };
  return {
    hosts: {
      'gives each thread a copy of the memory': {
        start(order) {
          const copy = (buffer: SharedArrayBuffer): SharedArrayBuffer => buffer.slice(0);
          const worker = startWorker({ ...order, region: copy(order.region), checker: copy(order.checker), desk: copy(order.desk) });
          return { ended: ended(worker), kill: kill(worker) };
        },
      },
      'says that a thread has ended once it has started': {
        start(order) {
          const worker = startWorker(order);
          return { ended: new Promise((resolve) => worker.once('online', () => { resolve(undefined); })), kill: kill(worker) };
        },
      },
      'never says that a thread has ended': {
        start(order) {
          const worker = startWorker(order);
          return { ended: new Promise(() => undefined), kill: kill(worker) };
        },
      },
      'keeps the failure of a thread to itself': {
        start(order) {
          const worker = startWorker(order);
          return { ended: ended(worker), kill: kill(worker) };
        },
      },
      'says that a thread was killed which runs on': {
        start(order) {
          const worker = startWorker(order);
          const said = Promise.withResolvers<undefined>();
          worker.once('error', said.reject);
          worker.once('exit', () => {
            said.resolve(undefined);
          });
          return {
            ended: said.promise,
            kill(): Promise<void> {
              said.resolve(undefined);
              return said.promise;
            },
          };
        },
      },
      'starts every thread as worker 0': {
        start: (order) => nodeHost.start({ ...order, worker: 0 }),
      },
    },
    endAll: async () => {
      for (const worker of workers) await worker.terminate();
    },
  };
}

describe('workerHostContract', () => {
  it.each([
    ['gives each thread a copy of the memory', 'share memory'],
    ['says that a thread has ended once it has started', 'has ended by itself, and not before'],
    ['never says that a thread has ended', 'has ended by itself, and not before'],
    ['keeps the failure of a thread to itself', 'the code of a thread threw'],
    ['says that a thread was killed which runs on', 'kills a thread that sleeps'],
    ['starts every thread as worker 0', 'share memory'],
  ])('finds a host that %s', async (what, breaks) => {
    const { hosts, endAll } = wrongHosts();
    try {
      const cases = workerHostContract(hosts[what]!, 1).filter(({ name }) => name.includes(breaks));
      expect(cases).toHaveLength(1);
      expect([...(await broken(cases)).keys()]).toEqual(cases.map(({ name }) => name));
    } finally {
      await endAll();
    }
  });
});
