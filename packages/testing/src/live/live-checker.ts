// Checks Exclusive, Ordered and Once while a real run goes on, in constant time a packet and fixed memory: the caller's half.
//
// Sound against false alarms: every plain word here is written by whoever holds the packet or the tag, so in a run that keeps its
// promises each access is ordered by the distributor's own hand-offs. Sound against misses: two workers inside one tag at once always
// meet at the gate, which is a compare-and-exchange. That exchange also orders the two threads, and could hide a missing order in the
// distributor; `gate: 'plain'` avoids it: then the gate adds no order at all, it is checked on entry and on exit, and an overlap is
// found with high probability instead of certainty. Stress both ways.
import { requireInteger } from '../limits.ts';
import type { Verdict } from '../verdict/verdict.ts';
import {
  HANDLES,
  HANDLE_WORDS,
  PLAIN,
  SUSPECT_GATE,
  Stage,
  TAGS,
  TAG_WORDS,
  VIOLATIONS,
  WORKERS,
  isBefore,
  liveOffsets,
  nextOrdinal,
  ordinalOf,
} from './live-layout.ts';
import type { LiveOffsets } from './live-layout.ts';
import { LiveViolations } from './live-violations.ts';

export interface LiveCheckerOptions {
  /** Tags are 0..tags-1, at most 2^22: 64 bytes each. */
  readonly tags: number;
  /** Handles are 0..handles-1, at most 2^26: 8 bytes each. A handle may be used again once its packet came back. */
  readonly handles: number;
  /** Worker ids are 0..workers-1, at most 1024. */
  readonly workers: number;
  /** Violations recorded with their participants, default 64; the rest are counted. */
  readonly violations?: number;
  /** `atomic` (the default) sees every overlap; `plain` adds no memory order of its own. See the head of this file. */
  readonly gate?: 'atomic' | 'plain';
}

/** The caller's side; workers attach a {@link LiveWitness} to its `region`. One thread calls it. */
export class LiveChecker {
  /** Hand this to the worker threads. */
  readonly region: SharedArrayBuffer;
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #at: LiveOffsets;
  readonly #violations: LiveViolations;
  readonly #handles: number;
  readonly #tags: number;
  /** Per tag: the ordinal of the next submission, and the one after the last that came back. */
  readonly #submitted: Int32Array;
  readonly #returned: Int32Array;
  #packets = 0;
  /** Packets that a call dropped without naming them, and that no handle has been found for yet. */
  #cleared = 0;

  static create(options: LiveCheckerOptions): LiveChecker {
    return new LiveChecker(options);
  }

  private constructor(options: LiveCheckerOptions) {
    const { tags, handles, workers, violations = 64 } = options;
    requireInteger('tags', tags, 1, 0x40_0000);
    requireInteger('handles', handles, 1, 0x400_0000);
    requireInteger('workers', workers, 1, 1024);
    requireInteger('violations', violations, 0, 0x1_0000);
    this.#at = liveOffsets({ tags, handles, workers, violations });
    this.region = new SharedArrayBuffer(this.#at.end * 4);
    this.#words = new Int32Array(this.region);
    this.#words[TAGS] = tags;
    this.#words[HANDLES] = handles;
    this.#words[WORKERS] = workers;
    this.#words[VIOLATIONS] = violations;
    this.#words[PLAIN] = options.gate === 'plain' ? 1 : 0;
    this.#violations = new LiveViolations(this.#words, this.#at.violations, violations);
    this.#handles = handles;
    this.#tags = tags;
    this.#submitted = new Int32Array(tags);
    this.#returned = new Int32Array(tags);
  }

  /** Before the packet is offered for the first time; not again when it was refused and is offered once more. */
  submitted(tag: number, handle: number): void {
    const words = this.#words;
    const at = this.#handleAt(handle);
    const ordinal = this.#submitted[tag]!;
    const stage = words[at + 1]! & 3;
    if (stage === Stage.FINISHED && this.#cleared > 0) this.#cleared -= 1;
    else if (stage !== Stage.ABSENT) this.#report('submitted-twice', tag, handle, ordinal, 0);
    words[at] = tag;
    words[at + 1] = (ordinal << 2) | Stage.SUBMITTED;
    this.#submitted[tag] = nextOrdinal(ordinal);
    this.#packets += 1;
  }

  /** After the packet was taken from `returnedPackets`; the handle it was submitted with. */
  returned(tag: number, handle: number): void {
    const words = this.#words;
    const at = this.#handleAt(handle);
    const word = words[at + 1]!;
    const ordinal = ordinalOf(word);
    const stage = word & 3;
    if (stage === Stage.ABSENT) this.#report('returned-twice', tag, handle, ordinal, 0);
    else if (stage === Stage.SUBMITTED) this.#report('out-of-nowhere', tag, handle, ordinal, 0);
    if (words[at] !== tag) this.#report('wrong-tag', tag, handle, ordinal, words[at]!);
    words[at + 1] = word & ~3;
    if (stage === Stage.ABSENT) return;
    const expected = this.#returned[tag]!;
    if (isBefore(ordinal, expected)) this.#report('return-order', tag, handle, ordinal, expected);
    else this.#returned[tag] = nextOrdinal(ordinal);
  }

  /** A call dropped so many packets without naming them (`clearReturns`, `close`). */
  cleared(count: number): void {
    this.#cleared += count;
  }

  /** The worker's thread has ended: what it had finished is no longer held by it. Call it before `distributor.workerLost`. */
  workerLost(worker: number): void {
    Atomics.add(this.#words, this.#at.lives + worker, 1);
  }

  /** The worker died in this packet: its tag must stay locked until `retried` or `failed`. */
  suspect(tag: number): void {
    Atomics.store(this.#words, this.#tagAt(tag), SUSPECT_GATE);
  }

  /** Before `distributor.retry`: this packet, and the suspects of its tag after it, may start again. */
  retried(tag: number, handle: number): void {
    const at = this.#handleAt(handle);
    const ordinal = ordinalOf(this.#words[at + 1]!);
    this.#words[at + 1] = (ordinal << 2) | Stage.SUBMITTED;
    const next = this.#tagAt(tag) + 1;
    if (isBefore(ordinal, this.#words[next]!)) this.#words[next] = ordinal;
    Atomics.store(this.#words, this.#tagAt(tag), 0);
  }

  /** Before `distributor.fail`: the packet is given up; it still has to come back. */
  failed(tag: number, handle: number, lastSuspect = true): void {
    const at = this.#handleAt(handle);
    const ordinal = ordinalOf(this.#words[at + 1]!);
    this.#words[at + 1] = (ordinal << 2) | Stage.FINISHED;
    const next = this.#tagAt(tag) + 1;
    if (!isBefore(ordinal, this.#words[next]!)) this.#words[next] = nextOrdinal(ordinal);
    if (lastSuspect) Atomics.store(this.#words, this.#tagAt(tag), 0);
  }

  /**
   * What was found until now. While threads run it is a snapshot; it is final once they have ended.
   * @param end `complete`: every packet must have come back or been dropped. `running`: packets may be outstanding.
   */
  verdict(end: 'complete' | 'running', limit = 100): Verdict {
    const list = this.#violations.list(limit);
    if (end === 'complete') {
      let excused = this.#cleared;
      // Those that were finished are the likeliest to have been dropped: they are excused first.
      for (const wanted of [Stage.FINISHED, Stage.SUBMITTED]) {
        for (let handle = 0; handle < this.#handles; handle += 1) {
          const word = this.#words[this.#handleAt(handle) + 1]!;
          if ((word & 3) !== wanted) continue;
          if (excused > 0) excused -= 1;
          else list.add({ kind: 'lost', tag: this.#words[this.#handleAt(handle)]!, packets: [handle], text: this.#lost(handle) });
        }
      }
      if (excused > 0) list.add({ kind: 'drop-count', text: `${excused} more packets were said to be dropped than are missing` });
    }
    return list.verdict(`${this.#packets} packets of ${this.#tags} tags, checked live`);
  }

  #lost(handle: number): string {
    const at = this.#handleAt(handle);
    const word = this.#words[at + 1]!;
    const stage = (word & 3) === Stage.FINISHED ? 'was finished and never came back' : 'never finished';
    return `handle ${handle} (packet ${ordinalOf(word)} of tag ${this.#words[at]!}) is lost: it ${stage}`;
  }

  #report(kind: Parameters<LiveViolations['report']>[0], tag: number, handle: number, ordinal: number, expected: number): void {
    this.#violations.report(kind, tag, handle, ordinal, expected, -1, -1);
  }

  #tagAt(tag: number): number {
    return this.#at.tags + tag * TAG_WORDS;
  }

  #handleAt(handle: number): number {
    return this.#at.handles + handle * HANDLE_WORDS;
  }
}
