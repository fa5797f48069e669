// The worker's half of the live check. Costs a packet one compare-and-exchange and one atomic store (none with a plain gate), and six
// plain accesses to two cache lines that no other worker touches while the promises are kept.
import type { LiveKind } from './live-violations.ts';
import { LiveViolations, UNNAMED } from './live-violations.ts';
import {
  HANDLES,
  HANDLE_WORDS,
  NOT_WATCHED,
  PLAIN,
  SAMPLE,
  SEED,
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
import { isSampled, sampleThreshold } from './sampling.ts';

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
  /** With a sample: what it is, and the places of the tags that this worker has begun and not handed back. Without: a tag is its own place. */
  readonly #owned: Map<number, number> | undefined;
  readonly #seed: number;
  readonly #threshold: number;

  static attach(region: SharedArrayBuffer, worker: number): LiveWitness {
    return new LiveWitness(region, worker);
  }

  private constructor(region: SharedArrayBuffer, worker: number) {
    const words = new Int32Array(region);
    this.#words = words;
    const layout = { tags: words[TAGS]!, handles: words[HANDLES]!, workers: words[WORKERS]!, violations: words[VIOLATIONS]!, sample: words[SAMPLE]! };
    if (worker < 0 || worker >= layout.workers) throw new RangeError(`worker must be from 0 to ${layout.workers - 1}: got ${worker}`);
    this.#worker = worker;
    this.#at = liveOffsets(layout);
    this.#plain = words[PLAIN] === 1;
    this.#gate = gateOf(worker, Atomics.load(words, this.#at.lives + worker));
    this.#violations = new LiveViolations(words, this.#at.violations, layout.violations);
    this.#relation = new Uint16Array(layout.tags);
    this.#owned = layout.sample === 0 ? undefined : new Map<number, number>();
    this.#seed = words[SEED]!;
    this.#threshold = sampleThreshold(Math.max(1, layout.sample));
  }

  /** The handler of this packet begins. With `worker.starting(i)`, call it after that. */
  start(tag: number, handle: number): void {
    if (this.#owned === undefined) this.#start(tag, handle, tag);
    else if (isSampled(tag, this.#seed, this.#threshold)) this.#startSampled(tag, handle);
  }

  /** The handler of this packet has ended. */
  finish(tag: number, handle: number): void {
    const place = this.#owned === undefined ? tag : this.#placeOf(tag, handle);
    if (place < 0) return;
    const at = this.#at.handles + handle * HANDLE_WORDS + 1;
    this.#words[at] = (this.#words[at]! & ~3) | Stage.FINISHED;
    this.#relation[place] = this.#relation[place]! & ~RUNNING;
  }

  /** Before the call that hands packets back: their tags may go to other workers from now on. */
  handBack(tags: ArrayLike<number>, count: number): void {
    if (this.#owned === undefined) {
      for (let i = 0; i < count; i += 1) this.#release(tags[i]!, tags[i]!);
      return;
    }
    if (this.#owned.size === 0) return;
    for (let i = 0; i < count; i += 1) {
      const place = this.#owned.get(tags[i]!);
      if (place === undefined) continue;
      this.#release(tags[i]!, place);
      if (this.#relation[place]! < ONE_HELD) this.#owned.delete(tags[i]!);
    }
  }

  /** The place of a packet's tag in the sample; negative when it is not watched or was never submitted. */
  #placeOf(tag: number, handle: number): number {
    if (!isSampled(tag, this.#seed, this.#threshold)) return -1;
    return this.#words[this.#at.places + handle]! - 1;
  }

  #startSampled(tag: number, handle: number): void {
    const place = this.#words[this.#at.places + handle]!;
    if (place === NOT_WATCHED) return;
    const at = this.#at.handles + handle * HANDLE_WORDS;
    const ordinal = ordinalOf(this.#words[at + 1]!);
    if (place === 0) this.#report('never-submitted', tag, handle, ordinal, 0, -1);
    // Its place is that of another tag: nothing can be said of its gate.
    else if (this.#words[at] !== (tag | 0)) this.#report((this.#words[at + 1]! & 3) === Stage.ABSENT ? 'never-submitted' : 'wrong-tag', tag, handle, ordinal, this.#words[at]!, -1);
    else {
      this.#owned?.set(tag, place - 1);
      this.#start(tag, handle, place - 1);
    }
  }

  #start(tag: number, handle: number, place: number): void {
    const words = this.#words;
    const relation = this.#relation[place]!;
    const at = this.#at.handles + handle * HANDLE_WORDS;
    const word = words[at + 1]!;
    const ordinal = ordinalOf(word);
    if ((relation & RUNNING) !== 0) this.#report('overlap', tag, handle, ordinal, 0, this.#worker);
    this.#relation[place] = (relation | RUNNING) + ONE_HELD;
    if ((relation & OWNS_GATE) === 0) this.#enter(tag, handle, ordinal, place);
    const stage = word & 3;
    if (stage === Stage.ABSENT) this.#report('never-submitted', tag, handle, ordinal, 0, -1);
    else if (stage === Stage.FINISHED) this.#report('started-twice', tag, handle, ordinal, 0, -1);
    else this.#follow(tag, handle, ordinal, words[at]!, place);
  }

  #follow(tag: number, handle: number, ordinal: number, submittedTag: number, place: number): void {
    if (submittedTag !== (tag | 0)) {
      this.#report('wrong-tag', tag, handle, ordinal, submittedTag, -1);
      return;
    }
    const next = this.#at.tags + place * TAG_WORDS + 1;
    const expected = this.#words[next]!;
    if (ordinal !== expected) this.#report('start-order', tag, handle, ordinal, expected, -1);
    if (!isBefore(ordinal, expected)) this.#words[next] = nextOrdinal(ordinal);
  }

  #enter(tag: number, handle: number, ordinal: number, place: number): void {
    const words = this.#words;
    const at = this.#at.tags + place * TAG_WORDS;
    for (;;) {
      const seen = this.#plain ? words[at]! : Atomics.compareExchange(words, at, 0, this.#gate); // [label:live-gate acquire]
      if (seen === 0) {
        if (this.#plain) words[at] = this.#gate;
        this.#relation[place] = this.#relation[place]! | OWNS_GATE;
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

  #release(tag: number, place: number): void {
    let relation = this.#relation[place]!;
    if (relation >= ONE_HELD) this.#relation[place] = relation -= ONE_HELD;
    // The tag is this worker's until the last packet of it has gone back.
    if (relation >= ONE_HELD || (relation & OWNS_GATE) === 0) return;
    this.#relation[place] = relation & ~OWNS_GATE;
    const at = this.#at.tags + place * TAG_WORDS;
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
