// The floor under every round trip: one word that two threads set in turn, and nothing else. Both spin.
//
//   word 0   even: the main thread's turn, odd: the other one's; -2 asleep between two runs, -1 the end
import type { Worker } from 'node:worker_threads';
import { sibling } from '../../measure/sibling.ts';
import { timedTurns } from '../../measure/timed-turns.ts';
import type { Outcome, Subject } from '../../measure/variant.ts';
import { pause } from '../keyed/pause.ts';
import { ended, startThreads } from '../keyed/start-threads.ts';

const ASLEEP = -2;
const END = -1;

export interface PingPongData {
  readonly region: SharedArrayBuffer;
  /** Tell the processor that the thread spins. */
  readonly pausing: boolean;
}

export class PingPong implements Subject {
  readonly #word: Int32Array;
  readonly #pausing: boolean;
  readonly #count: number;
  readonly #threads: Worker[];

  static async open(pausing: boolean, count: number): Promise<PingPong> {
    const region = new SharedArrayBuffer(64);
    const word = new Int32Array(region);
    word[0] = ASLEEP;
    const data: PingPongData = { region, pausing };
    return new PingPong(word, pausing, count, await startThreads(sibling(import.meta.url, './ping-pong.worker'), 1, () => data));
  }

  private constructor(word: Int32Array, pausing: boolean, count: number, threads: Worker[]) {
    this.#word = word;
    this.#pausing = pausing;
    this.#count = count;
    this.#threads = threads;
  }

  run(): Promise<Outcome> {
    this.#rouse(0);
    const outcome = timedTurns(this.#count, (i) => this.#turn(2 * i + 1));
    Atomics.store(this.#word, 0, ASLEEP);
    return Promise.resolve(outcome);
  }

  async close(): Promise<void> {
    this.#rouse(END);
    await ended(this.#threads);
  }

  #turn(value: number): void {
    const word = this.#word;
    Atomics.store(word, 0, value);
    if (this.#pausing) while (Atomics.load(word, 0) !== value + 1) pause();
    else while (Atomics.load(word, 0) !== value + 1);
  }

  #rouse(value: number): void {
    Atomics.store(this.#word, 0, value);
    Atomics.notify(this.#word, 0);
  }
}
