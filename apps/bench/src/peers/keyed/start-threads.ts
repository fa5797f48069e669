// Worker threads of a variant: started together, and an error in one of them is an error of the variant.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Starts `count` threads of a worker file and waits until they run. `workerData` is made for each of them. */
export async function startThreads(file: URL, count: number, workerData: (worker: number) => unknown): Promise<Worker[]> {
  const threads = Array.from({ length: count }, (_, worker) => new Worker(file, { workerData: workerData(worker) }));
  for (const thread of threads) {
    thread.on('error', (error) => {
      throw error;
    });
  }
  await Promise.all(threads.map((thread) => once(thread, 'online')));
  return threads;
}

/** Waits until all of them have ended by themselves. */
export async function ended(threads: readonly Worker[]): Promise<void> {
  await Promise.all(threads.map(async (thread) => (thread.threadId === -1 ? undefined : once(thread, 'exit'))));
}
