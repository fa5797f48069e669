// Records events of several threads for checkHistory: exact, and heavier than the live check (two atomic operations an event).
import type { EventKind } from '../history/event-kind.ts';
import { History } from '../history/history.ts';
import { requireInteger } from '../limits.ts';
import { CAPACITY, EVENT_WORDS, FIRST_LOST, NOTHING_LOST, STAMP, THREADS, THREAD_HEADER, threadStart } from './recorder-layout.ts';

/** The events of all threads in one order. */
export interface MergedHistory {
  readonly history: History;
  /** False when a thread had no room left: `history` then ends just before its first missing event, so check it as `running`. */
  readonly whole: boolean;
}

/** Memory for the events of a run; each thread attaches a `ThreadRecorder` to its `region`. */
export class HistoryRecorder {
  readonly region: SharedArrayBuffer;
  readonly #words: Int32Array<SharedArrayBuffer>;

  /**
   * @param options.threads threads that record, the caller's own included, 1 to 1025
   * @param options.events events each of them can record, 16 bytes each
   */
  static create(options: { readonly threads: number; readonly events: number }): HistoryRecorder {
    requireInteger('threads', options.threads, 1, 1025);
    requireInteger('events', options.events, 1, 0x400_0000);
    return new HistoryRecorder(options.threads, options.events);
  }

  private constructor(threads: number, events: number) {
    this.region = new SharedArrayBuffer(threadStart(threads, events) * 4);
    this.#words = new Int32Array(this.region);
    this.#words[THREADS] = threads;
    this.#words[CAPACITY] = events;
    this.#words[FIRST_LOST] = NOTHING_LOST;
  }

  /** What was recorded until now. Final once the threads have ended; before that, events being written may be missing. */
  merge(): MergedHistory {
    const words = this.#words;
    const threads = words[THREADS]!;
    const capacity = words[CAPACITY]!;
    const firstLost = Atomics.load(words, FIRST_LOST);
    const stamps = Math.min(Atomics.load(words, STAMP), firstLost);
    // Where the event with each stamp is: stamps are used once, so this is the merge. 0 where a thread died before it wrote.
    const places = new Int32Array(stamps);
    for (let thread = 0; thread < threads; thread += 1) {
      const start = threadStart(thread, capacity);
      const count = Atomics.load(words, start); // [label:recorded-events acquire]
      for (let index = 0; index < count; index += 1) {
        const at = start + THREAD_HEADER + index * EVENT_WORDS;
        if (words[at]! < stamps) places[words[at]!] = at;
      }
    }
    const history = new History(stamps);
    for (const at of places) {
      if (at !== 0) history.record((words[at + 1]! & 0xff) as EventKind, words[at + 2]! >>> 0, words[at + 3]! >>> 0, words[at + 1]! >>> 8);
    }
    return { history, whole: firstLost === NOTHING_LOST };
  }
}
