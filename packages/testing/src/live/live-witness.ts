// The worker's half of the live check. Costs a packet one compare-and-exchange and one atomic store (none with a plain gate), and six
// plain accesses to two cache lines that no other worker touches while the promises are kept.
import type { LiveKind } from './live-violations.ts';
import { LiveViolations, UNNAMED } from './live-violations.ts';
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
  gateOf,
  isBefore,
  liveOffsets,
  nextOrdinal,
  ordinalOf,
  workerOfGate,
} from './live-layout.ts';
import type { LiveOffsets } from './live-layout.ts';

/** This worker's relation to a tag, known to it alone: two flags, and above them how many of its packets it has begun and not handed back. */
const RUNNING = 1;
const OWNS_GATE = 2;
const ONE_HELD = 4;

/** One worker's side of a {@link LiveChecker}. */
export class LiveWitness {
  readonly #worker: number;
  readonly #gate: number;
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #at: LiveOffsets;
  readonly #plain: boolean;
  readonly #violations: LiveViolations;
  readonly #relation: Uint16Array;

  static attach(region: SharedArrayBuffer, worker: number): LiveWitness {
    return new LiveWitness(region, worker);
  }

  private constructor(region: SharedArrayBuffer, worker: number) {
    const words = new Int32Array(region);
    this.#words = words;
    const layout = { tags: words[TAGS]!, handles: words[HANDLES]!, workers: words[WORKERS]!, violations: words[VIOLATIONS]! };
    if (worker < 0 || worker >= layout.workers) throw new RangeError(`worker must be from 0 to ${layout.workers - 1}: got ${worker}`);
    this.#worker = worker;
    this.#at = liveOffsets(layout);
    this.#plain = words[PLAIN] === 1;
    this.#gate = gateOf(worker, Atomics.load(words, this.#at.lives + worker));
    this.#violations = new LiveViolations(words, this.#at.violations, layout.violations);
    this.#relation = new Uint16Array(layout.tags);
  }

  /** The handler of this packet begins. With `worker.starting(i)`, call it after that. */
  start(tag: number, handle: number): void {
    const words = this.#words;
    const relation = this.#relation[tag]!;
    const at = this.#at.handles + handle * HANDLE_WORDS;
    const word = words[at + 1]!;
    const ordinal = ordinalOf(word);
    if ((relation & RUNNING) !== 0) this.#report('overlap', tag, handle, ordinal, 0, this.#worker);
    this.#relation[tag] = (relation | RUNNING) + ONE_HELD;
    if ((relation & OWNS_GATE) === 0) this.#enter(tag, handle, ordinal);
    const stage = word & 3;
    if (stage === Stage.ABSENT) this.#report('never-submitted', tag, handle, ordinal, 0, -1);
    else if (stage === Stage.FINISHED) this.#report('started-twice', tag, handle, ordinal, 0, -1);
    else this.#follow(tag, handle, ordinal, words[at]!);
  }

  /** The handler of this packet has ended. */
  finish(tag: number, handle: number): void {
    const at = this.#at.handles + handle * HANDLE_WORDS + 1;
    this.#words[at] = (this.#words[at]! & ~3) | Stage.FINISHED;
    this.#relation[tag] = this.#relation[tag]! & ~RUNNING;
  }

  /** Before the call that hands packets back: their tags may go to other workers from now on. */
  handBack(tags: ArrayLike<number>, count: number): void {
    for (let i = 0; i < count; i += 1) this.#release(tags[i]!);
  }

  #follow(tag: number, handle: number, ordinal: number, submittedTag: number): void {
    if (submittedTag !== tag) {
      this.#report('wrong-tag', tag, handle, ordinal, submittedTag, -1);
      return;
    }
    const next = this.#at.tags + tag * TAG_WORDS + 1;
    const expected = this.#words[next]!;
    if (ordinal !== expected) this.#report('start-order', tag, handle, ordinal, expected, -1);
    if (!isBefore(ordinal, expected)) this.#words[next] = nextOrdinal(ordinal);
  }

  #enter(tag: number, handle: number, ordinal: number): void {
    const words = this.#words;
    const at = this.#at.tags + tag * TAG_WORDS;
    for (;;) {
      const seen = this.#plain ? words[at]! : Atomics.compareExchange(words, at, 0, this.#gate); // [label:live-gate acquire]
      if (seen === 0) {
        if (this.#plain) words[at] = this.#gate;
        this.#relation[tag] = this.#relation[tag]! | OWNS_GATE;
        return;
      }
      if (seen === SUSPECT_GATE) {
        this.#report('passed-suspect', tag, handle, ordinal, 0, -1);
        return;
      }
      if (this.#isAlive(seen)) {
        this.#report('overlap', tag, handle, ordinal, 0, workerOfGate(seen));
        return;
      }
      // A worker that was lost had finished here and not handed back: the distributor has freed the tag since.
      Atomics.compareExchange(words, at, seen, 0);
    }
  }

  #isAlive(gate: number): boolean {
    const worker = workerOfGate(gate);
    return gateOf(worker, Atomics.load(this.#words, this.#at.lives + worker)) === gate;
  }

  #release(tag: number): void {
    let relation = this.#relation[tag]!;
    if (relation >= ONE_HELD) this.#relation[tag] = relation -= ONE_HELD;
    // The tag is this worker's until the last packet of it has gone back.
    if (relation >= ONE_HELD || (relation & OWNS_GATE) === 0) return;
    this.#relation[tag] = relation & ~OWNS_GATE;
    const at = this.#at.tags + tag * TAG_WORDS;
    if (!this.#plain) {
      Atomics.store(this.#words, at, 0); // [label:live-gate publish]
      return;
    }
    const seen = this.#words[at]!;
    if (seen === this.#gate) this.#words[at] = 0;
    else this.#report('overlap', tag, UNNAMED, 0, 0, workerOfGate(seen));
  }

  #report(kind: LiveKind, tag: number, handle: number, ordinal: number, expected: number, other: number): void {
    this.#violations.report(kind, tag, handle, ordinal, expected, this.#worker, other);
  }
}
