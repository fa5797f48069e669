// The distributor's side of all lanes. It alone publishes and takes back; what it needs to know of a packet in a lane
// stands in private arrays beside the shared ones, so that a hand-back needs no look-up.
//
// Positions of a lane, oldest first:   head … handedBack … claimed … published … tail
//   head       up to here collected           tail   up to here written; behind `published` not yet handed over
import type { Memory } from '../memory/memory.ts';
import { HANDSHAKE, LANE, NOTE, OWNER, slotStart } from '../slot/distributor-layout.ts';
import { AWAY, POSITION_MASK, packHandshake, publishing, withPublished } from '../slot/handshake.ts';

export class Lanes {
  /** Position up to which hand-backs have been collected. */
  readonly head: Int32Array;
  /** Position up to which packets have been written. */
  readonly tail: Int32Array;
  readonly credits: number;
  readonly #memory: Memory;
  readonly #published: Int32Array;
  readonly #records: Int32Array;
  readonly #handshakes: Int32Array;
  readonly #capacity: number;
  readonly #mask: number;

  constructor(memory: Memory, workers: number, laneCapacity: number, credits: number) {
    this.#memory = memory;
    this.credits = credits;
    this.head = new Int32Array(workers);
    this.tail = new Int32Array(workers);
    this.#published = new Int32Array(workers);
    this.#records = new Int32Array(workers * laneCapacity);
    this.#handshakes = Int32Array.from({ length: workers }, (_, worker) => slotStart(worker, laneCapacity) + HANDSHAKE);
    this.#capacity = laneCapacity;
    this.#mask = laneCapacity - 1;
  }

  /** Index of the handshake word. */
  handshake(worker: number): number {
    return this.#handshakes[worker]!;
  }

  /** Packets written and not collected. */
  held(worker: number): number {
    return (this.tail[worker]! - this.head[worker]!) & POSITION_MASK;
  }

  /** How many more packets the worker may hold. */
  room(worker: number): number {
    return this.credits - this.held(worker);
  }

  /** Packets written and not published. */
  unpublished(worker: number): number {
    return (this.tail[worker]! - this.#published[worker]!) & POSITION_MASK;
  }

  /** Writes a packet behind the others. The lane must have room; the worker sees it once published. */
  write(worker: number, record: number, tag: number, handle: number, mark: number): void {
    const at = this.tail[worker]! & this.#mask;
    const lane = this.#handshakes[worker]! - HANDSHAKE + LANE + at;
    const memory = this.#memory;
    memory.write(lane, tag);
    memory.write(lane + this.#capacity, handle);
    if (mark !== 0) memory.write(lane + 2 * this.#capacity, mark);
    this.#records[worker * this.#capacity + at] = record;
    this.tail[worker] = (this.tail[worker]! + 1) & POSITION_MASK;
  }

  /** Hands over what was written; the handshake as it was just before. */
  publish(worker: number): number {
    const count = this.unpublished(worker);
    this.#published[worker] = this.tail[worker]!;
    // The packets were written above; the worker reads them after its claim has read this word.
    return this.#memory.add(this.#handshakes[worker]!, publishing(count)); // [label:lane-packets publish]
  }

  /** The handshake now. What the worker wrote into packets it has handed back can be read after it. */
  look(worker: number): number {
    return this.#memory.load(this.#handshakes[worker]!); // [label:lane-results acquire]
  }

  /**
   * Takes the packets from a position on back, if the handshake is still this word: then the worker has not claimed
   * them and never will. The caller empties the entries with {@link unwrite}.
   */
  takeBack(worker: number, word: number, position: number): boolean {
    const taken = withPublished(word, position);
    if (this.#memory.compareExchange(this.#handshakes[worker]!, word, taken) !== word) return false;
    this.#published[worker] = position;
    return true;
  }

  /** Removes the newest packet of a lane; {@link recordAt} and its like still tell of it until the next write. */
  unwrite(worker: number): number {
    const position = (this.tail[worker]! - 1) & POSITION_MASK;
    this.tail[worker] = position;
    return position;
  }

  /** The flow record of the packet at a position. */
  recordAt(worker: number, position: number): number {
    return this.#records[worker * this.#capacity + (position & this.#mask)]!;
  }

  handleAt(worker: number, position: number): number {
    return this.#memory.read(this.#handshakes[worker]! - HANDSHAKE + LANE + this.#capacity + (position & this.#mask));
  }

  /** The mark of the packet at a position; it is 0 again afterwards. */
  takeMark(worker: number, position: number): number {
    const at = this.#handshakes[worker]! - HANDSHAKE + LANE + 2 * this.#capacity + (position & this.#mask);
    const mark = this.#memory.read(at);
    if (mark !== 0) this.#memory.write(at, 0);
    return mark;
  }

  /** Wakes the worker if it is parked on its handshake. */
  wake(worker: number): void {
    this.#memory.notify(this.#handshakes[worker]!, 1);
  }

  /** The note of a worker whose thread has ended. */
  note(worker: number): number {
    return this.#memory.read(this.#handshakes[worker]! - HANDSHAKE + NOTE);
  }

  /** Makes the slot of a worker whose thread has ended as good as new: another one may attach. */
  reset(worker: number): void {
    const slot = this.#handshakes[worker]! - HANDSHAKE;
    this.head[worker] = this.tail[worker] = this.#published[worker] = 0;
    this.#memory.write(slot + NOTE, 0);
    this.#memory.store(slot + HANDSHAKE, packHandshake(0, 0, 0, AWAY)); // [label:slot-free publish]
    this.#memory.store(slot + OWNER, 0);
  }
}
