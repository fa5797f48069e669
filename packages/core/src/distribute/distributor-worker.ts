// The worker's side of a lane: what a worker thread calls.
import { DistributorError } from '../errors/distributor-error.ts';
import { fillBytes } from '../fill-bytes.ts';
import type { Memory } from '../memory/memory.ts';
import { openRegion } from '../memory/region.ts';
import { DONE, type PacketBurst } from '../packet-burst.ts';
import { requireInteger } from '../require-integer.ts';
import {
  BELL_WORD,
  BURST_WORD,
  EVERYBODY,
  FREE_SLOT,
  HANDSHAKE,
  LANE,
  LANE_CAPACITY_WORD,
  LINE_PACKETS,
  NOTE,
  OWNER,
  PACKET_WORDS,
  RUNG,
  SILENT,
  WORKERS_WORD,
  marksOf,
  resultsOf,
  slotStart,
} from '../slot/distributor-layout.ts';
import {
  AWAY,
  CLOSED,
  PARKED,
  WORKING,
  advance,
  claimedOf,
  distance,
  handedBackOf,
  packHandshake,
  presenceOf,
  publishedOf,
  withPresence,
} from '../slot/handshake.ts';
import { attemptOf, handedBackMark } from '../slot/mark.ts';
import { pausedAt, runningAt } from '../slot/note.ts';
import { type EventLoopWait, eventLoop } from '../wait/event-loop.ts';
import { spinThenPark } from '../wait/spin-then-park.ts';
import type { WaitStrategy } from '../wait/wait-strategy.ts';

/** Nothing has been given yet. */
export const NOTHING_YET = -1;

/** Options of `DistributorWorker.attach`. */
export interface WorkerOptions {
  /** How `getPackets` waits. Default `spinThenPark()`. */
  readonly wait?: WaitStrategy;
  /** Packets that one claim takes at most, 1 to the distributor's burst, its default. */
  readonly burst?: number;
  /**
   * The worker will call `starting` for every packet. Then a crash between a claim and the first call leaves no packet under
   * suspicion either. Default false: notes begin with the first call.
   */
  readonly notes?: boolean;
}

/**
 * One worker. It gets packets in bursts and hands them back in the same order, with its next request or before.
 * Worker-side functions of DPDK's packet distributor library, `rte_distributor_request_pkt` to `_return_pkt`.
 */
export class DistributorWorker {
  /** The number of its slot. */
  readonly worker: number;
  readonly #memory: Memory;
  readonly #wait: WaitStrategy;
  readonly #pause: () => void;
  readonly #slot: number;
  readonly #packets: number;
  readonly #marks: number;
  readonly #results: number;
  readonly #laneMask: number;
  readonly #maxBurst: number;
  #claimLimit: number;
  /** The burst that the last claim filled, and the position of its first packet. */
  #burst: PacketBurst | undefined;
  #burstStart = 0;
  /** Packets of that burst whose results are in the lane already. */
  #written = 0;
  #notes: boolean;

  /**
   * Takes a slot. The worker is not there yet: it joins with its first request.
   * @param region the distributor's `region` (or, for extension authors, a stand-in for its memory).
   * @throws RangeError for a slot that the distributor does not have; DistributorError `SLOT_TAKEN`, `NOT_A_REGION`,
   *   `LAYOUT_VERSION`.
   */
  static attach(region: SharedArrayBuffer | Memory, worker: number, options: WorkerOptions = {}): DistributorWorker {
    const memory = openRegion(region, 'distributor');
    requireInteger('worker', worker, 0, memory.read(WORKERS_WORD) - 1);
    const burst = memory.read(BURST_WORD);
    requireInteger('burst', options.burst ?? burst, 1, burst);
    const owner = slotStart(worker, memory.read(LANE_CAPACITY_WORD)) + OWNER;
    if (memory.compareExchange(owner, FREE_SLOT, 1) !== FREE_SLOT) { // [label:slot-free acquire]
      throw new DistributorError('SLOT_TAKEN', `slot ${worker} has a worker already; if its thread has ended, call workerLost(${worker}) first`);
    }
    return new DistributorWorker(memory, worker, options);
  }

  private constructor(memory: Memory, worker: number, options: WorkerOptions) {
    const laneCapacity = memory.read(LANE_CAPACITY_WORD);
    this.worker = worker;
    this.#memory = memory;
    this.#wait = options.wait ?? spinThenPark();
    this.#pause = (): void => {
      memory.pause();
    };
    this.#slot = slotStart(worker, laneCapacity);
    this.#packets = this.#slot + LANE;
    this.#marks = this.#packets + marksOf(laneCapacity);
    this.#results = this.#packets + resultsOf(laneCapacity);
    this.#laneMask = laneCapacity - 1;
    this.#maxBurst = options.burst ?? memory.read(BURST_WORD);
    this.#claimLimit = this.#maxBurst;
    this.#notes = options.notes ?? false;
  }

  /** Packets that the next claim takes at most. Small claims suit slow handlers: what is claimed, nobody else can take. */
  get claimLimit(): number {
    return this.#claimLimit;
  }

  set claimLimit(packets: number) {
    this.#claimLimit = requireInteger('claimLimit', packets, 1, this.#maxBurst);
  }

  /**
   * Hands back and asks for more, without waiting; the burst handed back is empty afterwards. The first request joins,
   * one after `returnPackets` rejoins.
   */
  requestPackets(handedBack?: PacketBurst): void {
    this.#exchange(undefined, handedBack, true);
  }

  /**
   * Takes what has been given; it replaces the content of `into`.
   * @returns how many packets, `NOTHING_YET` (-1), or 0 when the distributor has been closed.
   */
  pollPackets(into: PacketBurst): number {
    return this.#exchange(into, undefined, false);
  }

  /**
   * Hands back, asks, and waits for packets; they replace the content of `into`, which may be the burst handed back.
   * @returns how many packets, 0 when the distributor has been closed.
   */
  getPackets(into: PacketBurst, handedBack?: PacketBurst): number {
    let count = this.#exchange(into, handedBack, true);
    for (let round = 1; count === NOTHING_YET; round++) {
      if (!this.#wait.spin(round, this.#pause)) {
        const parked = this.#park();
        if (parked !== undefined) this.#memory.wait(this.#slot + HANDSHAKE, parked, this.#wait.parkMs);
        round = 0;
      }
      count = this.#exchange(into, undefined, true);
    }
    return count;
  }

  /** As {@link getPackets}, for a worker with an event loop of its own: it waits without blocking the thread. */
  async getPacketsAsync(into: PacketBurst, handedBack?: PacketBurst, wait: EventLoopWait = eventLoop()): Promise<number> {
    let count = this.#exchange(into, handedBack, true);
    if (count !== NOTHING_YET) return count;
    const look = (): boolean => {
      count = this.#exchange(into, undefined, true);
      return count !== NOTHING_YET;
    };
    await wait.until(look, () => this.arrival());
    return count;
  }

  /** For event loops: a promise that is resolved when packets have come; `undefined` when they are there already. */
  arrival(): Promise<unknown> | undefined {
    const parked = this.#park();
    return parked === undefined ? undefined : this.#memory.waitAsync(this.#slot + HANDSHAKE, parked);
  }

  /**
   * Hands back all that is held, and leaves: no packets are given until the next request.
   * @throws DistributorError `STILL_HELD` when packets are held that are not handed back.
   */
  returnPackets(handedBack?: PacketBurst): void {
    let word = this.#memory.load(this.#slot + HANDSHAKE);
    const claimed = claimedOf(word);
    const held = distance(handedBackOf(word), claimed);
    const count = handedBack?.count ?? 0;
    if (count < held) throw new DistributorError('STILL_HELD', `worker ${this.worker} leaves with ${held} packets and hands back ${count}`);
    if (handedBack !== undefined) {
      this.#writeResults(word, handedBack);
      handedBack.count = 0;
    }
    if (this.#notes) this.#memory.write(this.#slot + NOTE, pausedAt(claimed));
    for (;;) {
      const next = packHandshake(publishedOf(word), claimed, claimed, presenceOf(word) === CLOSED ? CLOSED : AWAY);
      const seen = this.#memory.compareExchange(this.#slot + HANDSHAKE, word, next); // [label:lane-results publish]
      if (seen === word) break;
      word = seen;
    }
    this.#ring(0);
  }

  /**
   * Notes that packet `index` of the last burst starts now and that those before it are finished, with the results that
   * stand in the burst, which must hold its packets until they are handed back. Then a crash puts only this packet under
   * suspicion. Call it for every packet or for none.
   */
  starting(index: number): void {
    this.#notes = true;
    const burst = this.#burst;
    if (burst !== undefined && this.#written < index) {
      this.#writeEach(burst, this.#written, index, this.#burstStart + this.#written);
      this.#written = index;
    }
    this.#memory.write(this.#slot + NOTE, runningAt(advance(this.#burstStart, index)));
  }

  /** One handshake: hands back, asks if it may, and claims into a burst if there is one. */
  #exchange(into: PacketBurst | undefined, handedBack: PacketBurst | undefined, asks: boolean): number {
    let word = this.#memory.load(this.#slot + HANDSHAKE);
    const limit = into === undefined ? 0 : Math.min(this.#claimLimit, into.capacity);
    const returning = handedBack !== undefined && handedBack.count > 0;
    // Nobody but this worker moves these two, so they hold for every word that is seen below.
    const handedBackTo = returning ? this.#writeResults(word, handedBack) : handedBackOf(word);
    const claimed = claimedOf(word);
    if (returning) handedBack.count = 0;
    if (into !== undefined) into.count = 0;
    for (;;) {
      const presence = presenceOf(word);
      const stays = presence === CLOSED || (presence === AWAY && !asks);
      const count = stays ? 0 : Math.min(limit, distance(claimed, publishedOf(word)));
      const joins = presence === AWAY && asks;
      if (count === 0 && !joins && handedBackTo === handedBackOf(word)) return presence === CLOSED ? 0 : NOTHING_YET;
      if (this.#notes && handedBackTo === claimed) this.#memory.write(this.#slot + NOTE, pausedAt(claimed));
      const next = packHandshake(publishedOf(word), advance(claimed, count), handedBackTo, stays ? presence : WORKING);
      // Reads what publishes, publishes what was written into the packets handed back: one exchange for both.
      const seen = this.#memory.compareExchange(this.#slot + HANDSHAKE, word, next); // [label:lane-packets acquire] [label:lane-results publish]
      if (seen === word) {
        if (count > 0) this.#read(into!, claimed, count);
        if (returning || joins) this.#ring(distance(advance(claimed, count), publishedOf(word)));
        return count > 0 ? count : presence === CLOSED ? 0 : NOTHING_YET;
      }
      word = seen;
    }
  }

  #read(into: PacketBurst, from: number, count: number): void {
    const at = from & this.#laneMask;
    const straight = Math.min(count, this.#laneMask + 1 - at);
    this.#readStraight(into, 0, at, straight);
    if (straight < count) this.#readStraight(into, straight, 0, count - straight);
    into.count = count;
    this.#burst = into;
    this.#burstStart = from;
    this.#written = 0;
  }

  // Loops of few arrays each, here and below: the compiler then keeps all that they need in registers.
  #readStraight(into: PacketBurst, start: number, at: number, count: number): void {
    const memory = this.#memory;
    const packets = this.#packets + PACKET_WORDS * at;
    const marks = this.#marks + at;
    const { tags, handles, attempts } = into;
    // A word of each cache line first: the distributor has written them all, and they are asked for at once.
    for (let i = 0; i < count; i += LINE_PACKETS) tags[start + i] = memory.read((packets + PACKET_WORDS * i) | 0);
    let unusual = 0;
    for (let i = 0; i < count; i++) {
      tags[start + i] = memory.read(packets + PACKET_WORDS * i);
      handles[start + i] = memory.read(packets + PACKET_WORDS * i + 1);
      unusual |= memory.read(marks + i);
    }
    fillBytes(into.outcomes, DONE, start, start + count);
    if (unusual === 0) fillBytes(attempts, 1, start, start + count);
    else for (let i = 0; i < count; i++) attempts[start + i] = attemptOf(memory.read(marks + i));
  }

  /** Writes the results of packets that are handed back into the lane; the position behind them. */
  #writeResults(word: number, packets: PacketBurst): number {
    const from = handedBackOf(word);
    const held = distance(from, claimedOf(word));
    if (packets.count > held) {
      throw new DistributorError('NOT_HELD', `worker ${this.worker} hands back ${packets.count} packets and holds ${held}`);
    }
    this.#writeEach(packets, 0, packets.count, from);
    const behind = advance(from, packets.count);
    // What goes back of the last burst is no longer this worker's to write.
    const ofBurst = distance(this.#burstStart, claimedOf(word)) - distance(behind, claimedOf(word));
    if (ofBurst > this.#written) this.#written = ofBurst;
    return behind;
  }

  /** Writes the results of packets `from` to `to`, the first of which stands at a position of the lane. */
  #writeEach(packets: PacketBurst, from: number, to: number, position: number): void {
    const at = position & this.#laneMask;
    const straight = Math.min(to, from + this.#laneMask + 1 - at);
    this.#writeStraight(packets, from, straight, at);
    if (straight < to) this.#writeStraight(packets, straight, to, 0);
  }

  // What is not changed is not written, so that its cache line stays with both sides.
  #writeStraight(burst: PacketBurst, from: number, to: number, at: number): void {
    const memory = this.#memory;
    const { tags, handles, outcomes } = burst;
    const packets = this.#packets + PACKET_WORDS * (at - from);
    let others = 0;
    let unusual = DONE as number;
    for (let i = from; i < to; i++) {
      others |= memory.read(packets + PACKET_WORDS * i) ^ tags[i]!;
      unusual |= (memory.read(packets + PACKET_WORDS * i + 1) ^ handles[i]!) | outcomes[i]!;
    }
    if (others !== 0) this.#refuse(tags, from, to, packets);
    if (unusual !== DONE) this.#writeMarks(burst, from, to, at - from);
  }

  #writeMarks({ handles, outcomes }: PacketBurst, from: number, to: number, offset: number): void {
    const memory = this.#memory;
    const packets = this.#packets + PACKET_WORDS * offset;
    for (let i = from; i < to; i++) {
      const handle = handles[i]! | 0;
      const replaced = handle !== memory.read(packets + PACKET_WORDS * i + 1);
      if (replaced) memory.write(this.#results + offset + i, handle);
      const before = memory.read(this.#marks + offset + i);
      const mark = handedBackMark(before, outcomes[i]!, replaced);
      if (mark !== before) memory.write(this.#marks + offset + i, mark);
    }
  }

  #refuse(tags: Uint32Array, from: number, to: number, packets: number): never {
    let at = from;
    while (at + 1 < to && this.#memory.read(packets + PACKET_WORDS * at) === (tags[at]! | 0)) at++;
    const expected = this.#memory.read(packets + PACKET_WORDS * at) >>> 0;
    throw new DistributorError(
      'NOT_HELD',
      `worker ${this.worker} hands back tag ${tags[at]!} in place of tag ${expected}: packets go back in the order in which they came`,
    );
  }

  /** Announces that the worker sleeps on its handshake; the word to sleep on, or undefined when there is no reason to. */
  #park(): number | undefined {
    let word = this.#memory.load(this.#slot + HANDSHAKE);
    while (presenceOf(word) === WORKING && publishedOf(word) === claimedOf(word)) {
      const parked = withPresence(word, PARKED);
      const seen = this.#memory.compareExchange(this.#slot + HANDSHAKE, word, parked);
      word = seen === word ? parked : seen;
    }
    return presenceOf(word) === PARKED && publishedOf(word) === claimedOf(word) ? word : undefined;
  }

  /** Wakes the distributor if it waits; while it coalesces, only if fewer unclaimed packets are left than it asks for. */
  #ring(unclaimed: number): void {
    const memory = this.#memory;
    // The handshake was changed before: see Bell's #listen.
    const bell = memory.load(BELL_WORD); // [label:bell acquire]
    if (bell === SILENT || (bell < SILENT && unclaimed >= -bell)) return;
    if (bell !== RUNG) memory.compareExchange(BELL_WORD, bell, RUNG);
    // Also when somebody else has rung: that worker may have died before it came to this line.
    memory.notify(BELL_WORD, EVERYBODY);
  }
}
