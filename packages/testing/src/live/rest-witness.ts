// The worker's half of a RestWatch: says what it is about, around its calls. Costs a burst three atomic stores and a packet two plain ones.
import { CLAIM_LIMIT, HANDED_BACK, LIFE, LOOKS, OVER_CLAIMS, State, WORKERS, handlesAt, holderOf, workerAt } from './rest-layout.ts';

/** One worker's side of a {@link RestWatch}. */
export class RestWitness {
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #at: number;
  readonly #handles: number;
  readonly #holder: number;
  readonly #claimLimit: number;
  #held = 0;
  #turn: number;

  /** Before the worker's first request; by the thread that takes over a slot, after `workerLost`. */
  static attach(region: SharedArrayBuffer, worker: number): RestWitness {
    return new RestWitness(region, worker);
  }

  private constructor(region: SharedArrayBuffer, worker: number) {
    const words = new Int32Array(region);
    const workers = words[WORKERS]!;
    if (worker < 0 || worker >= workers) throw new RangeError(`worker must be from 0 to ${workers - 1}: got ${worker}`);
    this.#words = words;
    this.#at = workerAt(worker);
    this.#handles = handlesAt(workers);
    this.#holder = holderOf(worker, Atomics.load(words, this.#at + LIFE));
    this.#claimLimit = words[CLAIM_LIMIT]!;
    this.#turn = Atomics.load(words, this.#at);
  }

  /** Before `getPackets`, or after `requestPackets`: it asks. If it holds packets still, these count. */
  asked(): void {
    this.#enter(this.#held === 0 ? State.ASKS : State.HOLDS);
  }

  /** After a look that found nothing: from `WaitStrategy.spin`, and when `pollPackets` gave `NOTHING_YET`. */
  looked(): void {
    Atomics.add(this.#words, this.#at + LOOKS, 1);
  }

  /** After packets came out of `getPackets` or `pollPackets`, before the first one is started. @param limit the worker's `claimLimit` now */
  claimed(handles: ArrayLike<number>, count: number, limit: number = this.#claimLimit): void {
    if (count > limit) Atomics.add(this.#words, this.#at + OVER_CLAIMS, 1);
    for (let i = 0; i < count; i += 1) this.#words[this.#handles + handles[i]!] = this.#holder;
    this.#held += count;
    this.#enter(State.HOLDS);
  }

  /** After the handler of this packet has ended. Needed where workers may die: what a dead one had finished comes back. */
  finished(handle: number): void {
    this.#words[this.#handles + handle] = HANDED_BACK - this.#holder;
  }

  /** Before the call that hands packets back. After it: `asked` (before the call where it asks as well), or `left`. */
  handingBack(handles: ArrayLike<number>, count: number): void {
    this.#enter(State.TURNS);
    for (let i = 0; i < count; i += 1) this.#words[this.#handles + handles[i]!] = HANDED_BACK;
    this.#held -= count;
  }

  /** After `returnPackets`. */
  left(): void {
    this.#enter(State.AWAY);
  }

  #enter(state: State): void {
    // What it wrote before is seen by whoever sees this.
    this.#turn = ((this.#turn | 3) + 1) | state;
    Atomics.store(this.#words, this.#at, this.#turn); // [label:worker-turn publish]
  }
}
