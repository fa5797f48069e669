import type { EventKind } from '../history/event-kind.ts';
import { requireInteger } from '../limits.ts';
import { CAPACITY, EVENT_WORDS, FIRST_LOST, STAMP, THREADS, THREAD_HEADER, threadStart } from './recorder-layout.ts';

/** One thread's hand in a `HistoryRecorder`. */
export class ThreadRecorder {
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #start: number;
  readonly #capacity: number;
  #count: number;

  /** @param thread 0..threads-1, one live thread each. A thread that takes over from one that ended goes on behind its events. */
  static attach(region: SharedArrayBuffer, thread: number): ThreadRecorder {
    return new ThreadRecorder(region, thread);
  }

  private constructor(region: SharedArrayBuffer, thread: number) {
    this.#words = new Int32Array(region);
    requireInteger('thread', thread, 0, this.#words[THREADS]! - 1);
    this.#capacity = this.#words[CAPACITY]!;
    this.#start = threadStart(thread, this.#capacity);
    this.#count = Atomics.load(this.#words, this.#start);
  }

  /** False when there was no room: the event, and what any thread does after it, is then missing from the history. */
  record(kind: EventKind, packet: number, tag: number, worker: number): boolean {
    const words = this.#words;
    const count = this.#count;
    if (count >= this.#capacity) {
      if (count === this.#capacity) this.#overflow();
      return false;
    }
    const at = this.#start + THREAD_HEADER + count * EVENT_WORDS;
    words[at] = Atomics.add(words, STAMP, 1);
    words[at + 1] = (worker << 8) | kind;
    words[at + 2] = packet;
    words[at + 3] = tag;
    this.#count = count + 1;
    Atomics.store(words, this.#start, this.#count); // [label:recorded-events publish]
    return true;
  }

  /** Notes once where the history stops being whole. */
  #overflow(): void {
    const words = this.#words;
    this.#count += 1;
    const stamp = Atomics.add(words, STAMP, 1);
    let first = Atomics.load(words, FIRST_LOST);
    while (stamp < first) {
      const seen = Atomics.compareExchange(words, FIRST_LOST, first, stamp);
      if (seen === first) return;
      first = seen;
    }
  }
}
