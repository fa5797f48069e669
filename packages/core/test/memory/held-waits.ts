// Memory on one thread whose waits end when the test says so: what was waited for, and how long, is on record.
import { SharedMemory } from '../../src/index.ts';

/** A wait that is under way, or was: which word, from which value, and for how many milliseconds at most. */
export type Wait = readonly [index: number, value: number, milliseconds?: number];

export class HeldWaits extends SharedMemory {
  /** Waits that blocked. */
  readonly blocked: Wait[] = [];
  /** Words that were notified, and how many waiters at most. */
  readonly notified: (readonly [index: number, count: number])[] = [];
  pauses = 0;
  /** What others do while a wait blocks. */
  whileBlocked: () => void = () => undefined;
  #held: { readonly wait: Wait; readonly end: (why: string) => void }[] = [];

  constructor(words: number) {
    super(new SharedArrayBuffer(4 * words));
  }

  /** Waits that do not block and have not ended. */
  get held(): Wait[] {
    return this.#held.map(({ wait }) => wait);
  }

  /** The time of all waits for a word is over. */
  timeOut(index: number): void {
    this.#end(index, 'timed-out');
  }

  override wait(...wait: [number, number, number]): void {
    this.blocked.push(wait);
    if (this.load(wait[0]) === wait[1]) this.whileBlocked();
  }

  override waitAsync(...wait: [number, number, number?]): Promise<unknown> | undefined {
    if (this.load(wait[0]) !== wait[1]) return undefined;
    const { promise, resolve } = Promise.withResolvers();
    this.#held.push({ wait, end: resolve });
    return promise;
  }

  override notify(index: number, count: number): void {
    this.notified.push([index, count]);
    this.#end(index, 'ok');
  }

  override pause(): void {
    this.pauses++;
  }

  #end(index: number, why: string): void {
    const ended = this.#held.filter(({ wait }) => wait[0] === index);
    this.#held = this.#held.filter(({ wait }) => wait[0] !== index);
    for (const { end } of ended) end(why);
  }
}
