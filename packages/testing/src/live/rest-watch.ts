// Work-conserving, Isolated and Finite while a real run goes on: the caller's half. These promises are about moments, at which nothing moves
// any more or a flush ends; so it keeps where every packet and every worker is, in fixed memory, and lets the ordering checker judge the
// moment as it stands.
//
// Sound against false alarms: a rest is a stretch of time, from before the distributor looked to after every worker that asks has looked
// once more, in which no worker has turned: its word, which it stores atomically at every turn, is the same at both ends. What the
// worker wrote before it is seen after it. Nobody but the caller moves the distributor. It looks twice in such a stretch: the first
// look may take packets back from a worker that stalls, the second is promised to give it one again.
import type { HistoryBounds } from '../history/history-bounds.ts';
import { requireInteger } from '../limits.ts';
import { joinVerdicts } from '../verdict/join-verdicts.ts';
import type { PromiseName } from '../verdict/promise-name.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { ViolationList } from '../verdict/violation-list.ts';
import { type Moment, judgeMoment } from './judge-moment.ts';
import { CLAIM_LIMIT, HANDED_BACK, HANDLES, LIFE, LOOKS, OVER_CLAIMS, State, WAITS, WORKERS, handlesAt, holderOf, stateOf, workerAt, workerOfHolder } from './rest-layout.ts';

/** Options of {@link RestWatch.create}. */
export interface RestWatchOptions {
  /** Handles are 0..handles-1, at most 2^26: 18 bytes each. A handle may be used again once its packet came back. */
  readonly handles: number;
  /** Worker ids are 0..workers-1, at most 1024. */
  readonly workers: number;
  /** What the distributor was made with. */
  readonly bounds?: HistoryBounds;
}

/** The packets that the caller has offered and that were not accepted: a `PacketBurst` as `tryProcess` leaves it. */
export interface Refused {
  /** The first `count` of these. */
  readonly handles: ArrayLike<number>;
  readonly count: number;
}

/** What {@link RestWatch.rest} needs of the caller. */
export interface RestCalls {
  /** One look: offers again what was refused, takes what has come back, polls. @returns whether anything was accepted or taken */
  look(): boolean;
  /** Lets some time pass; false to give up. */
  turn(): Promise<boolean>;
}

const NOTHING: Refused = { handles: [], count: 0 };
/** Looks that must bring nothing, one after the other, for a rest. */
const QUIET_LOOKS = 2;
/** Moments with violations that are kept; the others are counted. */
const KEPT = 20;

/** The caller's side; workers attach a {@link RestWitness} to its `region`. One thread calls it. */
export class RestWatch {
  /** Hand this to the worker threads. */
  readonly region: SharedArrayBuffer;
  /** Rests judged. */
  rests = 0;
  /** Those of them at which a worker asked: they say something of Work-conserving. */
  idleRests = 0;
  /** Those of these at which tags were held, and few enough of them to leave room for the others: they say something of Isolated. */
  stuckRests = 0;
  /** Ends of flushes judged. */
  flushes = 0;
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #workers: number;
  readonly #handles: number;
  readonly #bounds: HistoryBounds;
  readonly #tags: Uint32Array;
  /** When each packet was submitted, as a number from 1; 0 while it is not out. */
  readonly #since: Float64Array;
  /** The worker that died in a packet, as 1 + its number. */
  readonly #suspects: Uint16Array;
  readonly #turns: Int32Array;
  readonly #looks: Int32Array;
  readonly #broken: Verdict[] = [];
  #unkept = 0;
  #submitted = 0;

  /** @throws RangeError for options that are out of range */
  static create(options: RestWatchOptions): RestWatch {
    return new RestWatch(options);
  }

  private constructor({ handles, workers, bounds = {} }: RestWatchOptions) {
    requireInteger('handles', handles, 1, 0x400_0000);
    requireInteger('workers', workers, 1, 1024);
    this.#workers = workers;
    this.#handles = handlesAt(workers);
    this.#bounds = bounds;
    this.region = new SharedArrayBuffer((this.#handles + handles) * 4);
    this.#words = new Int32Array(this.region);
    this.#words[WORKERS] = workers;
    this.#words[HANDLES] = handles;
    this.#words[CLAIM_LIMIT] = bounds.claimLimit ?? 0x7fff_ffff;
    this.#tags = new Uint32Array(handles);
    this.#since = new Float64Array(handles);
    this.#suspects = new Uint16Array(handles);
    this.#turns = new Int32Array(workers);
    this.#looks = new Int32Array(workers);
  }

  /** Before the packet is offered for the first time. */
  submitted(tag: number, handle: number): void {
    this.#submitted += 1;
    this.#tags[handle] = tag;
    this.#since[handle] = this.#submitted;
    this.#suspects[handle] = 0;
    this.#words[this.#handles + handle] = WAITS;
  }

  /** After the packet was taken from `returnedPackets`; the handle it was submitted with. */
  returned(handle: number): void {
    this.#since[handle] = 0;
  }

  /** All that was out was dropped by a call. */
  dropped(): void {
    this.#since.fill(0);
  }

  /** The worker's thread has ended. Before `distributor.workerLost`. */
  workerLost(worker: number): void {
    Atomics.add(this.#words, workerAt(worker) + LIFE, 1);
    Atomics.store(this.#words, workerAt(worker), State.AWAY);
  }

  /** The worker died in this packet. */
  suspect(handle: number, worker: number): void {
    this.#suspects[handle] = worker + 1;
  }

  /** Before `distributor.retry`. */
  retried(handle: number): void {
    this.#suspects[handle] = 0;
    this.#words[this.#handles + handle] = WAITS;
  }

  /** Before `distributor.fail`. */
  failed(handle: number): void {
    this.#suspects[handle] = 0;
    this.#words[this.#handles + handle] = HANDED_BACK;
  }

  /**
   * Waits for a rest and judges it: looks, gives every worker that asks the time to look, and begins again as long as anything moves.
   * Meanwhile nobody else may call the distributor. At a rest a worker in a handler is one that takes its time.
   * @returns false when `turn` gave up first
   */
  async rest(calls: RestCalls, refused: Refused = NOTHING): Promise<boolean> {
    let quiet = 0;
    do {
      if (quiet === 0) for (let worker = 0; worker < this.#workers; worker += 1) this.#turns[worker] = this.#turnOf(worker);
      if (calls.look()) {
        quiet = 0;
        continue;
      }
      for (let worker = 0; worker < this.#workers; worker += 1) this.#looks[worker] = Atomics.load(this.#words, workerAt(worker) + LOOKS);
      while (!this.#hasMoved() && !this.#haveLooked()) if (!(await calls.turn())) return false;
      quiet = this.#hasMoved() ? 0 : quiet + 1;
      if (quiet >= QUIET_LOOKS && this.#judge(refused)) return true;
    } while (await calls.turn());
    return false;
  }

  /** After a flush ended. @param remaining what it returned */
  flushed(remaining: number, refused: Refused = NOTHING): void {
    this.flushes += 1;
    this.#note(judgeMoment(this.#moment(refused), this.#bounds, remaining).verdict);
  }

  /** What was found at all moments until now. */
  verdict(): Verdict {
    const list = new ViolationList(KEPT);
    for (let worker = 0; worker < this.#workers; worker += 1) {
      const count = Atomics.load(this.#words, workerAt(worker) + OVER_CLAIMS);
      if (count > 0) list.add({ kind: 'over-claim', workers: [worker], text: `worker ${worker} claimed more than its limit in one handshake, ${count} times` });
    }
    const checked: PromiseName[] = [];
    const notChecked: Partial<Record<PromiseName, string>> = {};
    const tell = (promise: PromiseName, count: number, why: string): void => {
      if (count > 0) checked.push(promise);
      else notChecked[promise] = why;
    };
    tell('Work-conserving', this.idleRests, 'no worker asked at a rest');
    tell('Isolated', this.stuckRests, 'no tag was held at a rest while a worker asked, or too many were');
    tell('Finite', this.flushes, 'no flush ended');
    const own = list.verdict(`${this.rests} rests and ${this.flushes} ends of flushes of ${this.#submitted} packets`, checked, notChecked);
    const all = joinVerdicts([own, ...this.#broken]);
    return { ...all, scope: own.scope, total: all.total + this.#unkept };
  }

  /** A worker has turned since the look, or is in the middle of it. */
  #hasMoved(): boolean {
    for (let worker = 0; worker < this.#workers; worker += 1) if (this.#turnOf(worker) !== this.#turns[worker]) return true;
    return false;
  }

  /** All that ask have begun and ended a look since: the second one that was counted after the distributor's. */
  #haveLooked(): boolean {
    for (let worker = 0; worker < this.#workers; worker += 1) {
      const state = stateOf(this.#turns[worker]!);
      if (state === State.TURNS) return false;
      if (state === State.ASKS && ((Atomics.load(this.#words, workerAt(worker) + LOOKS) - this.#looks[worker]!) | 0) < 2) return false;
    }
    return true;
  }

  /** False when the moment has passed: a worker that was in a handler is done with it. */
  #judge(refused: Refused): boolean {
    const { verdict, idle, isolated } = judgeMoment(this.#moment(refused), this.#bounds);
    if (this.#hasMoved()) return false;
    this.rests += 1;
    if (idle) this.idleRests += 1;
    if (isolated) this.stuckRests += 1;
    this.#note(verdict);
    return true;
  }

  #note(verdict: Verdict): void {
    if (verdict.kept) return;
    if (this.#broken.length < KEPT) this.#broken.push(verdict);
    else this.#unkept += verdict.total;
  }

  #moment(refused: Refused): Moment {
    const out = Array.from(this.#since.keys()).filter((handle) => this.#since[handle]! > 0);
    const notAccepted = new Set(Array.from({ length: refused.count }, (_, i) => refused.handles[i]!));
    return {
      asks: Array.from({ length: this.#workers }, (_, worker) => worker).filter((worker) => stateOf(this.#turnOf(worker)) === State.ASKS),
      packets: out
        .sort((one, other) => this.#since[one]! - this.#since[other]!)
        .map((handle) => ({ handle, tag: this.#tags[handle]!, accepted: !notAccepted.has(handle), ...this.#placeOf(handle) })),
    };
  }

  #placeOf(handle: number): Pick<Moment['packets'][number], 'place' | 'worker'> {
    const suspect = this.#suspects[handle]!;
    if (suspect > 0) return { place: 'suspect', worker: suspect - 1 };
    const word = this.#words[this.#handles + handle]!;
    if (word === HANDED_BACK) return { place: 'handed back', worker: 0 };
    if (word === WAITS) return { place: 'waits', worker: 0 };
    const isFinished = word < 0;
    const holder = isFinished ? HANDED_BACK - word : word;
    const worker = workerOfHolder(holder);
    const isAlive = holderOf(worker, Atomics.load(this.#words, workerAt(worker) + LIFE)) === holder;
    // What a dead worker had finished is back, what it had only claimed is the distributor's again.
    return { place: isAlive ? 'claimed' : isFinished ? 'handed back' : 'waits', worker };
  }

  #turnOf(worker: number): number {
    return Atomics.load(this.#words, workerAt(worker)); // [label:worker-turn acquire]
  }
}
