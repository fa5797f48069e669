// Programs share nothing: `pnpm prove` explores some of them at once, each in a thread of its own.
import { Worker } from 'node:worker_threads';
import type { Proof } from './programs/proof.ts';
import type { Effort } from './prove-program.ts';
import type { Told } from './tell-proof.ts';

/** What a thread of prove-thread.ts is told. */
export interface Task {
  /** The program's. */
  readonly name: string;
  readonly effort: Effort;
}

/** Explores all, so many at once, and tells of each as it ends; how many hold. */
export async function proveSideBySide(chosen: readonly Proof[], effort: Effort, jobs: number, tell: (told: Told) => void): Promise<number> {
  let held = 0;
  const waiting = [...chosen];
  const takeTurns = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const told = await inThread({ name: next.program.name, effort });
      if (told.passed) held++;
      tell(told);
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, chosen.length) }, takeTurns));
  return held;
}

/** Rejects when the thread ends without an answer. */
function inThread(task: Task): Promise<Told> {
  const { promise, resolve, reject } = Promise.withResolvers<Told>();
  const thread = new Worker(new URL('prove-thread.ts', import.meta.url), { workerData: task });
  thread.once('message', resolve);
  thread.once('error', reject);
  thread.once('exit', (code) => {
    reject(new Error(`the thread of "${task.name}" ended with status ${code} and said nothing`));
  });
  return promise;
}
