// Checks Exclusive, Ordered and Once while a real run goes on, in constant time a packet and fixed memory: the caller's half.
//
// Sound against false alarms: every plain word here is written by whoever holds the packet or the tag, so in a run that keeps its
// promises each access is ordered by the distributor's own hand-offs. Sound against misses: two workers inside one tag at once always
// meet at the gate, which is a compare-and-exchange. That exchange also orders the two threads, and could hide a missing order in the
// distributor; `gate: 'plain'` avoids it: then the gate adds no order at all, it is checked on entry and on exit, and an overlap is
// found with high probability instead of certainty. Stress both ways.
import { requireInteger } from '../limits.ts';
import type { PromiseName } from '../verdict/promise-name.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { ViolationList } from '../verdict/violation-list.ts';
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
import { LiveViolations } from './live-violations.ts';
import { SampledTags } from './sampled-tags.ts';
import { isSampled, sampleThreshold } from './sampling.ts';

export interface LiveCheckerOptions {
  /**
   * Tags are 0..tags-1, at most 2^22: 64 bytes each. With a `sample`, tags are any uint32, and this is how many of those in the sample can
   * be outstanding at once; the packets of a tag beyond that are not watched.
   */
  readonly tags: number;
  /** Handles are 0..handles-1, at most 2^26: 8 bytes each. A handle may be used again once its packet came back. */
  readonly handles: number;
  /** Worker ids are 0..workers-1, at most 1024. */
  readonly workers: number;
  /** Violations recorded with their participants, default 64; the rest are counted. */
  readonly violations?: number;
  /** `atomic` (the default) sees every overlap; `plain` adds no memory order of its own. See the head of this file. */
  readonly gate?: 'atomic' | 'plain';
  /**
   * Looks at one tag in so many (chosen by a hash of the tag), and at all packets of it: a canary for production. 1 looks at all tags, which may
   * then be any uint32. Without it every tag is looked at, and is its own place in the table. A packet that is not in the sample costs a hash
   * at each call, and no memory access; one that is costs what it costs without a sample, and a look-up.
   */
  readonly sample?: number;
  /** Another seed makes another choice of tags, default 0: let each process of a fleet have its own. */
  readonly sampleSeed?: number;
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
  /** With a sample: the places of its tags. */
  readonly #sampled: SampledTags | undefined;
  readonly #sample: number;
  readonly #seed: number;
  readonly #threshold: number;
  #packets = 0;
  /** Packets of the sample that there was no room to watch. */
  #unwatched = 0;
  #deaths = 0;
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
    const { sample = 0, sampleSeed = 0 } = options;
    if (options.sample !== undefined) requireInteger('sample', options.sample, 1, 0x100_0000);
    requireInteger('sampleSeed', sampleSeed, 0, 0xffff_ffff);
    this.#at = liveOffsets({ tags, handles, workers, violations, sample });
    this.region = new SharedArrayBuffer(this.#at.end * 4);
    this.#words = new Int32Array(this.region);
    this.#words[TAGS] = tags;
    this.#words[HANDLES] = handles;
    this.#words[WORKERS] = workers;
    this.#words[VIOLATIONS] = violations;
    this.#words[PLAIN] = options.gate === 'plain' ? 1 : 0;
    this.#words[SAMPLE] = sample;
    this.#words[SEED] = sampleSeed;
    this.#sample = sample;
    this.#seed = this.#words[SEED];
    this.#threshold = sampleThreshold(Math.max(1, sample));
    this.#sampled = sample === 0 ? undefined : new SampledTags(tags);
    this.#violations = new LiveViolations(this.#words, this.#at.violations, violations);
    this.#handles = handles;
    this.#tags = tags;
    this.#submitted = new Int32Array(tags);
    this.#returned = new Int32Array(tags);
  }

  /** Before the packet is offered for the first time; not again when it was refused and is offered once more. */
  submitted(tag: number, handle: number): void {
    if (this.#sampled === undefined) this.#submit(tag, handle, tag);
    else if (isSampled(tag, this.#seed, this.#threshold)) this.#submitSampled(this.#sampled, tag, handle);
  }

  /** After the packet was taken from `returnedPackets`; the handle it was submitted with. */
  returned(tag: number, handle: number): void {
    if (this.#sampled === undefined) {
      this.#return(tag, handle, tag);
      return;
    }
    if (!isSampled(tag, this.#seed, this.#threshold)) return;
    const place = this.#words[this.#at.places + handle]!;
    if (place === NOT_WATCHED) return;
    const isOutstanding = (this.#words[this.#handleAt(handle) + 1]! & 3) !== Stage.ABSENT;
    this.#return(tag, handle, place - 1);
    if (isOutstanding) this.#leave(this.#sampled, place - 1);
  }

  /** A call dropped so many packets without naming them (`clearReturns`, `close`). */
  cleared(count: number): void {
    this.#cleared += count;
  }

  /** The worker's thread has ended: what it had finished is no longer held by it. Call it before `distributor.workerLost`. */
  workerLost(worker: number): void {
    this.#deaths += 1;
    Atomics.add(this.#words, this.#at.lives + worker, 1);
  }

  /** The worker died in this packet: its tag must stay locked until `retried` or `failed`. */
  suspect(tag: number): void {
    const place = this.#sampled === undefined ? tag : this.#sampled.find(tag);
    if (place >= 0) Atomics.store(this.#words, this.#tagAt(place), SUSPECT_GATE);
  }

  /** Before `distributor.retry`: this packet, and the suspects of its tag after it, may start again. */
  retried(tag: number, handle: number): void {
    const place = this.#watchedPlace(tag, handle);
    if (place < 0) return;
    const at = this.#handleAt(handle);
    const ordinal = ordinalOf(this.#words[at + 1]!);
    this.#words[at + 1] = (ordinal << 2) | Stage.SUBMITTED;
    const next = this.#tagAt(place) + 1;
    if (isBefore(ordinal, this.#words[next]!)) this.#words[next] = ordinal;
    Atomics.store(this.#words, this.#tagAt(place), 0);
  }

  /** Before `distributor.fail`: the packet is given up; it still has to come back. */
  failed(tag: number, handle: number, lastSuspect = true): void {
    const place = this.#watchedPlace(tag, handle);
    if (place < 0) return;
    const at = this.#handleAt(handle);
    const ordinal = ordinalOf(this.#words[at + 1]!);
    this.#words[at + 1] = (ordinal << 2) | Stage.FINISHED;
    const next = this.#tagAt(place) + 1;
    if (!isBefore(ordinal, this.#words[next]!)) this.#words[next] = nextOrdinal(ordinal);
    if (lastSuspect) Atomics.store(this.#words, this.#tagAt(place), 0);
  }

  /**
   * What was found until now. While threads run it is a snapshot; it is final once they have ended.
   * @param end `complete`: every packet must have come back or been dropped. `running`: packets may be outstanding.
   */
  verdict(end: 'complete' | 'running', limit = 100): Verdict {
    const list = this.#violations.list(limit);
    if (end === 'complete') this.#missing(list);
    const why = 'the live check sees packets; moments are for a RestWatch';
    const notChecked = { 'Work-conserving': why, Isolated: why, Finite: why };
    const checked: PromiseName[] = ['Exclusive', 'Ordered', 'Once'];
    return this.#deaths > 0
      ? list.verdict(this.#scope(), [...checked, 'Crash-exact'], notChecked)
      : list.verdict(this.#scope(), checked, { ...notChecked, 'Crash-exact': 'no worker died' });
  }

  #scope(): string {
    if (this.#sampled === undefined) return `${this.#packets} packets of ${this.#tags} tags, checked live`;
    const unwatched = this.#unwatched === 0 ? '' : `; ${this.#unwatched} more found no room in the table`;
    return `${this.#packets} packets of one tag in ${this.#sample}, checked live${unwatched}`;
  }

  /** What has not come back, but for as many as were dropped. */
  #missing(list: ViolationList): void {
    let excused = this.#cleared;
    // Those that were finished are the likeliest to have been dropped: they are excused first.
    for (const wanted of [Stage.FINISHED, Stage.SUBMITTED]) {
      for (let handle = 0; handle < this.#handles; handle += 1) {
        const word = this.#words[this.#handleAt(handle) + 1]!;
        if ((word & 3) !== wanted) continue;
        if (excused > 0) excused -= 1;
        else list.add({ kind: 'lost', tag: this.#words[this.#handleAt(handle)]! >>> 0, packets: [handle], text: this.#lost(handle) });
      }
    }
    // Of a sample, most of what was dropped was not watched.
    if (excused > 0 && this.#sampled === undefined) list.add({ kind: 'drop-count', text: `${excused} more packets were said to be dropped than are missing` });
  }

  #submit(tag: number, handle: number, place: number): void {
    const words = this.#words;
    const at = this.#handleAt(handle);
    const ordinal = this.#submitted[place]!;
    const stage = words[at + 1]! & 3;
    if (stage === Stage.FINISHED && this.#cleared > 0) this.#cleared -= 1;
    else if (stage !== Stage.ABSENT) this.#report('submitted-twice', tag, handle, ordinal, 0);
    words[at] = tag;
    words[at + 1] = (ordinal << 2) | Stage.SUBMITTED;
    this.#submitted[place] = nextOrdinal(ordinal);
    this.#packets += 1;
  }

  #submitSampled(sampled: SampledTags, tag: number, handle: number): void {
    const words = this.#words;
    const known = sampled.find(tag);
    const place = known === -1 ? sampled.admit(tag) : known;
    if (place === -1) {
      words[this.#at.places + handle] = NOT_WATCHED;
      this.#unwatched += 1;
      return;
    }
    if (known === -1) {
      this.#submitted[place] = 0;
      this.#returned[place] = 0;
      words[this.#tagAt(place) + 1] = 0;
    }
    sampled.enter(place);
    const before = words[this.#at.places + handle]!;
    const isStale = before > 0 && (words[this.#handleAt(handle) + 1]! & 3) !== Stage.ABSENT;
    this.#submit(tag, handle, place);
    words[this.#at.places + handle] = place + 1;
    // The packet that the handle stood for before was dropped, or is lost.
    if (isStale) this.#leave(sampled, before - 1);
  }

  /** A packet of the tag in this place is out; after the last one another tag may have the place, unless somebody is still inside. */
  #leave(sampled: SampledTags, place: number): void {
    if (!sampled.leave(place)) return;
    const gate = Atomics.load(this.#words, this.#tagAt(place));
    const worker = workerOfGate(gate);
    const isDead = gate > 0 && gateOf(worker, Atomics.load(this.#words, this.#at.lives + worker)) !== gate;
    if (isDead) Atomics.store(this.#words, this.#tagAt(place), 0);
    sampled.release(place, gate === 0 || isDead);
  }

  #return(tag: number, handle: number, place: number): void {
    const words = this.#words;
    const at = this.#handleAt(handle);
    const word = words[at + 1]!;
    const ordinal = ordinalOf(word);
    const stage = word & 3;
    if (stage === Stage.ABSENT) this.#report('returned-twice', tag, handle, ordinal, 0);
    else if (stage === Stage.SUBMITTED) this.#report('out-of-nowhere', tag, handle, ordinal, 0);
    if (words[at] !== (tag | 0)) this.#report('wrong-tag', tag, handle, ordinal, words[at]!);
    words[at + 1] = word & ~3;
    if (stage === Stage.ABSENT) return;
    const expected = this.#returned[place]!;
    if (isBefore(ordinal, expected)) this.#report('return-order', tag, handle, ordinal, expected);
    else this.#returned[place] = nextOrdinal(ordinal);
  }

  /** The place of a packet's tag; negative when it is not watched. */
  #watchedPlace(tag: number, handle: number): number {
    if (this.#sampled === undefined) return tag;
    return isSampled(tag, this.#seed, this.#threshold) ? this.#words[this.#at.places + handle]! - 1 : -1;
  }

  #lost(handle: number): string {
    const at = this.#handleAt(handle);
    const word = this.#words[at + 1]!;
    const stage = (word & 3) === Stage.FINISHED ? 'was finished and never came back' : 'never finished';
    return `handle ${handle} (packet ${ordinalOf(word)} of tag ${this.#words[at]! >>> 0}) is lost: it ${stage}`;
  }

  #report(kind: Parameters<LiveViolations['report']>[0], tag: number, handle: number, ordinal: number, expected: number): void {
    this.#violations.report(kind, tag, handle, ordinal, expected, -1, -1);
  }

  #tagAt(place: number): number {
    return this.#at.tags + place * TAG_WORDS;
  }

  #handleAt(handle: number): number {
    return this.#at.handles + handle * HANDLE_WORDS;
  }
}
