// How long threads look for work before they sleep, ours and the hand-written peers' alike. With a processor for each, several times
// as long as a wake takes: two threads that give up sooner than the other one can be woken put each other to sleep in turn, for ever.
// With fewer processors a thread that spins keeps its processor from the one that it waits for.
import { availableParallelism } from 'node:os';

export interface Spins {
  /** Looks of a worker, with a pause between two. */
  readonly worker: number;
  /** Looks of the main thread, which looks at all workers each time. */
  readonly main: number;
}

export function spinsFor(workers: number): Spins {
  return workers < availableParallelism() ? { worker: 20_000, main: 10_000 } : { worker: 2000, main: 1000 };
}
