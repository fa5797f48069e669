// The worker's side of its lane: packets out, results in. When it may do either, the handshake says: see distributor-worker.ts.
import { DistributorError } from '../errors/distributor-error.ts';
import { fillBytes } from '../fill-bytes.ts';
import { minInt } from '../int-math.ts';
import type { Memory } from '../memory/memory.ts';
import { DONE, type PacketBurst } from '../packet-burst.ts';
import { LANE, LINE_PACKETS, PACKET_WORDS, marksOf, resultsOf, slotStart } from '../slot/distributor-layout.ts';
import { attemptOf, handedBackMark } from '../slot/mark.ts';

export class WorkerLane {
  readonly #memory: Memory;
  readonly #worker: number;
  readonly #packets: number;
  readonly #marks: number;
  readonly #results: number;
  readonly #capacity: number;

  constructor(memory: Memory, worker: number, capacity: number) {
    this.#memory = memory;
    this.#worker = worker;
    this.#packets = slotStart(worker, capacity) + LANE;
    this.#marks = this.#packets + marksOf(capacity);
    this.#results = this.#packets + resultsOf(capacity);
    this.#capacity = capacity;
  }

  /** Fills a burst with the packets from a position on, which have been claimed. */
  read(into: PacketBurst, position: number, count: number): void {
    const at = position & (this.#capacity - 1);
    const straight = minInt(count, this.#capacity - at);
    this.#readStraight(into, 0, at, straight);
    if (straight < count) this.#readStraight(into, straight, 0, count - straight);
    into.count = count;
  }

  /**
   * Writes the results of packets `from` to `to` of a burst, the first of which stands at a position.
   * @throws DistributorError `NOT_HELD` for a packet that is not the one at its position.
   */
  write(burst: PacketBurst, from: number, to: number, position: number): void {
    const at = position & (this.#capacity - 1);
    const straight = minInt(to, from + this.#capacity - at);
    this.#writeStraight(burst, from, straight, at);
    if (straight < to) this.#writeStraight(burst, straight, to, 0);
  }

  // Loops of few arrays each, here and below: the compiler then keeps all that they need in registers.
  #readStraight(into: PacketBurst, start: number, at: number, count: number): void {
    const memory = this.#memory;
    const first = this.#packets + PACKET_WORDS * at;
    const marks = (this.#marks + at - start) | 0;
    const end = start + count;
    const { tags, handles, attempts } = into;
    // A word of each cache line first: the distributor has written them all, and they are asked for at once.
    for (let i = LINE_PACKETS; i < count; i += LINE_PACKETS) tags[start + i] = memory.read(first + PACKET_WORDS * i);
    let unusual = 0;
    for (let i = start, packet = first; i < end; i = (i + 1) | 0) {
      tags[i] = memory.read(packet);
      handles[i] = memory.read((packet + 1) | 0);
      unusual |= memory.read((marks + i) | 0);
      packet = (packet + PACKET_WORDS) | 0;
    }
    fillBytes(into.outcomes, DONE, start, end);
    if (unusual === 0) fillBytes(attempts, 1, start, end);
    else for (let i = start; i < end; i++) attempts[i] = attemptOf(memory.read(marks + i));
  }

  // What is not changed is not written, so that its cache line stays with both sides.
  #writeStraight(burst: PacketBurst, from: number, to: number, at: number): void {
    const memory = this.#memory;
    const { tags, handles, outcomes } = burst;
    const first = this.#packets + PACKET_WORDS * at;
    let others = 0;
    let unusual = DONE as number;
    for (let i = from, packet = first; i < to; i = (i + 1) | 0) {
      others |= memory.read(packet) ^ tags[i]!;
      unusual |= (memory.read((packet + 1) | 0) ^ handles[i]!) | outcomes[i]!;
      packet = (packet + PACKET_WORDS) | 0;
    }
    if (others !== 0) this.#refuse(tags, from, first);
    if (unusual !== DONE) this.#writeMarks(burst, from, to, at - from);
  }

  #writeMarks({ handles, outcomes }: PacketBurst, from: number, to: number, offset: number): void {
    const memory = this.#memory;
    for (let i = from; i < to; i++) {
      const handle = handles[i]! | 0;
      const replaced = handle !== memory.read(this.#packets + PACKET_WORDS * (offset + i) + 1);
      if (replaced) memory.write(this.#results + offset + i, handle);
      const before = memory.read(this.#marks + offset + i);
      const mark = handedBackMark(before, outcomes[i]!, replaced);
      if (mark !== before) memory.write(this.#marks + offset + i, mark);
    }
  }

  /** Tells of the first tag from `from` on that is not the one in the lane; there is one. */
  #refuse(tags: Uint32Array, from: number, first: number): never {
    let at = from;
    while (this.#memory.read(first + PACKET_WORDS * (at - from)) === (tags[at]! | 0)) at++;
    const expected = this.#memory.read(first + PACKET_WORDS * (at - from)) >>> 0;
    throw new DistributorError(
      'NOT_HELD',
      `worker ${this.#worker} hands back tag ${tags[at]!} in place of tag ${expected}: packets go back in the order in which they came`,
    );
  }
}
