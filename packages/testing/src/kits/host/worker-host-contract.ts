// The contract of worker hosts: what "a thread of its own" means on a platform. `threadedCases` then run on the host.
import type { ThreadHost } from '../../cases/threads/thread-host.ts';
import { assertKept } from '../../verdict/assert-kept.ts';
import type { ContractCase } from '../contract-case.ts';
import { demand } from '../demand.ts';
import { HostRun } from './host-run.ts';
import { pause, within } from './within.ts';

/** Turns that a thread gets which should be dead, to show that it is not. */
const AFTERLIFE_MS = 50;

/**
 * What a host of worker threads must keep.
 * @param seconds that a thread may take to start or to end. Default 20.
 */
export function workerHostContract(host: ThreadHost, seconds = 20): readonly ContractCase[] {
  const hosted = (name: string, script: (run: HostRun) => Promise<void>, workers = 1): ContractCase => ({
    name,
    run: async (): Promise<void> => {
      const run = new HostRun(host, seconds, workers);
      try {
        await script(run);
      } finally {
        await run.end();
      }
    },
  });
  return [
    hosted('starts threads that share memory with the caller and run while it is blocked', async (run) => {
      await Promise.all([run.launch(0), run.launch(1), run.launch(2)]);
      for (let i = 0; i < 10; i += 1) run.submit();
      demand(await run.allBack(true), 'packets did not come back while the caller was blocked');
      assertKept(run.checker.verdict('complete'));
    }, 3),
    hosted('tells that a thread has ended by itself, and not before', async (run) => {
      const { ended } = await run.launch(0);
      let over = false;
      const seen = ended.then(() => (over = true));
      run.submit();
      demand(await run.allBack(), 'a packet did not come back');
      demand(!over, 'the thread was said to have ended, and its worker was at work');
      run.distributor.close();
      await within(seconds, seen, 'the thread was not said to have ended after its worker was dismissed');
    }),
    hosted('tells that the code of a thread threw', async (run) => {
      // There is no such worker: attaching throws.
      const { ended } = run.start(run.workers);
      const outcome = ended.then(() => 'resolved', () => 'rejected');
      demand((await within(seconds, outcome, 'the thread was not said to have ended after its code threw')) === 'rejected', 'ended resolved although the code threw');
    }),
    hosted('kills a thread that sleeps', async (run) => {
      const { ended, kill } = bound(await run.launch(0));
      demand(await run.joined(), 'a worker did not ask for packets');
      await within(seconds, kill(), 'kill() did not resolve');
      await within(seconds, ended, 'a killed thread was not said to have ended');
      await requireDead(run);
    }),
    hosted('kills a thread that is stuck in a packet', async (run) => {
      const { ended, kill } = bound(await run.launch(0, { stuckIn: 0 }));
      run.allowStuck();
      run.submit();
      demand(await run.inside(0), 'a worker was not given its packet');
      await within(seconds, kill(), 'kill() did not resolve');
      await within(seconds, ended, 'a killed thread was not said to have ended');
      await requireDead(run);
    }),
    hosted('kills a thread that is busy for ever', async (run) => {
      const { ended, kill } = bound(await run.launch(0, { toil: Infinity }));
      demand(await run.joined(), 'a worker did not ask for packets');
      run.submit();
      await pause(AFTERLIFE_MS);
      await within(seconds, kill(), 'kill() did not resolve');
      await within(seconds, ended, 'a killed thread was not said to have ended');
    }),
    hosted('kills as often as it is asked', async (run) => {
      const { kill } = bound(await run.launch(0));
      await within(seconds, Promise.all([kill(), kill()]), 'two calls of kill() at once did not resolve');
      await within(seconds, kill(), 'kill() of a thread that had ended did not resolve');
    }),
    hosted('starts another thread in the place of one that was killed', async (run) => {
      const first = await run.launch(0, { notes: true, stuckIn: 0 });
      run.allowStuck();
      run.submit();
      demand(await run.inside(0), 'a worker was not given its packet');
      await within(seconds, first.kill(), 'kill() did not resolve');
      run.checker.workerLost(0);
      const { suspects } = run.distributor.workerLost(0);
      demand(suspects.length === 1, `${suspects.length} packets are suspected, and the worker was in one`);
      run.checker.retried(suspects[0]!.tag, suspects[0]!.handle);
      run.distributor.retry(suspects[0]!);
      await run.launch(0, { notes: true });
      demand(await run.allBack(), 'the second thread did not hand back the packet of the first');
      assertKept(run.checker.verdict('complete'));
    }),
  ];
}

/** The calls of a thread, to be passed on. */
function bound(thread: { readonly ended: Promise<void>; kill(): Promise<void> }): { readonly ended: Promise<void>; readonly kill: () => Promise<void> } {
  return { ended: thread.ended, kill: () => thread.kill() };
}

/** A worker that still ran would handle this packet. */
async function requireDead(run: HostRun): Promise<void> {
  const before = run.handled(0);
  run.submit();
  await pause(AFTERLIFE_MS);
  demand(run.handled(0) === before, 'kill() resolved, and the worker went on handling packets');
}
