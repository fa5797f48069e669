// Who can act: the threads, then for each thread that may die its killer, then for each thread with early wakes its waker. A
// killer and a waker act at most so often, at any point, and change nothing when there is nothing for them to do, so that
// every point is one that the explorer can choose.
import type { Program } from '../program.ts';

const MAX_THREADS = 8;

export class Actors {
  readonly threads: number;
  /** The mask of all threads. */
  readonly allThreads: number;
  /** Threads, killers and wakers. */
  readonly count: number;
  readonly killers: number;
  /** For each killer and waker, the thread it is after, how often it may act, and how often it does in the executions explored now. */
  readonly victims: readonly number[];
  readonly limits: readonly number[];
  acts: readonly number[];
  /** How many killers may act. */
  readonly deaths: number;
  /** For each thread, whether it may die. */
  readonly mortal: readonly boolean[];
  /** For each thread, whether somebody minds that it sleeps. */
  readonly naps: readonly boolean[];
  readonly #names: readonly string[];

  constructor({ threads, deaths = 1 }: Program) {
    if (threads.length < 1 || threads.length > MAX_THREADS) throw new RangeError(`a program has 1 to ${MAX_THREADS} threads, got ${threads.length}`);
    const killed = threads.flatMap(({ mayDie = false }, thread) => (mayDie ? [thread] : []));
    const woken = threads.flatMap(({ earlyWakes = 0 }, thread) => (earlyWakes > 0 ? [thread] : []));
    this.threads = threads.length;
    this.allThreads = (1 << threads.length) - 1;
    this.killers = killed.length;
    this.victims = [...killed, ...woken];
    this.limits = [...killed.map(() => 1), ...woken.map((thread) => threads[thread]!.earlyWakes!)];
    this.acts = this.limits;
    this.deaths = deaths;
    this.count = threads.length + this.victims.length;
    this.mortal = threads.map(({ mayDie = false }) => mayDie);
    this.naps = threads.map((_, thread) => this.victims.includes(thread));
    this.#names = [
      ...threads.map(({ name }) => name),
      ...killed.map((thread) => `death of ${threads[thread]!.name}`),
      ...woken.map((thread) => `early wake of ${threads[thread]!.name}`),
    ];
  }

  /** All that killers and wakers may do in an execution, as counts for `acts`, calm ones first. */
  choices(): readonly (readonly number[])[] {
    let choices: readonly (readonly number[])[] = [[]];
    for (const limit of this.limits) choices = choices.flatMap((before) => Array.from({ length: limit + 1 }, (_, acts) => [...before, acts]));
    const sumOf = (acts: readonly number[]): number => acts.reduce((sum, count) => sum + count, 0);
    return choices.filter((acts) => sumOf(acts.slice(0, this.killers)) <= this.deaths).sort((one, other) => sumOf(one) - sumOf(other));
  }

  nameOf(actor: number): string {
    return this.#names[actor]!;
  }
}
