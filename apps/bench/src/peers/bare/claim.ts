// The floor under a round trip of one packet that the sender can take back until the receiver has claimed it: a handshake as core's, a packet
// on a line of its own, and nothing else. No tags, no lanes, no bursts, no marks. Both threads spin.
//
//   word 0        handshake: packets published | claimed << 10 | handed back << 20, each modulo 1024; whoever changes it, compares first
//   word 1        1 while the receiver shall sleep, between two runs; -1 the end
//   words 16, 17  the packet: what is handed back is the sum of both, in the first
import type { Worker } from 'node:worker_threads';
import { sibling } from '../../measure/sibling.ts';
import { timedTurns } from '../../measure/timed-turns.ts';
import type { Outcome, Subject } from '../../measure/variant.ts';
import { ended, startThreads } from '../keyed/start-threads.ts';
import { AWAKE, END, HANDED_BACK, HANDSHAKE, PACKET, PUBLISHED, SLEEP, STATE, advance, countOf } from './claim-words.ts';

export class Claim implements Subject {
  readonly #words: Int32Array;
  readonly #count: number;
  readonly #threads: Worker[];
  #published = 0;

  static async open(count: number): Promise<Claim> {
    const words = new Int32Array(new SharedArrayBuffer(128));
    words[STATE] = SLEEP;
    return new Claim(words, count, await startThreads(sibling(import.meta.url, './claim.worker'), 1, () => words));
  }

  private constructor(words: Int32Array, count: number, threads: Worker[]) {
    this.#words = words;
    this.#count = count;
    this.#threads = threads;
  }

  run(): Promise<Outcome> {
    this.#tell(AWAKE);
    const outcome = timedTurns(this.#count, (i) => this.#turn(i));
    this.#tell(SLEEP);
    return Promise.resolve(outcome);
  }

  async close(): Promise<void> {
    this.#tell(END);
    await ended(this.#threads);
  }

  #turn(value: number): void {
    const words = this.#words;
    words[PACKET] = value;
    words[PACKET + 1] = 1;
    advance(words, Atomics.load(words, HANDSHAKE), PUBLISHED);
    this.#published = (this.#published + 1) & 1023;
    while (countOf(Atomics.load(words, HANDSHAKE), HANDED_BACK) !== this.#published);
    if (words[PACKET] !== value + 1) throw new Error(`packet ${value} was sent, ${words[PACKET] - 1} came back`);
  }

  #tell(state: number): void {
    Atomics.store(this.#words, STATE, state);
    Atomics.notify(this.#words, STATE);
  }
}
