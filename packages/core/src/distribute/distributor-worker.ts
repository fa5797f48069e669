// The worker's side of a lane: what a worker thread calls.
import { DistributorError } from '../errors/distributor-error.ts';
import { maxInt, minInt } from '../int-math.ts';
import type { Memory } from '../memory/memory.ts';
import { openRegion } from '../memory/region.ts';
import type { PacketBurst } from '../packet-burst.ts';
import { requireInteger } from '../require-integer.ts';
import { BELL_WORD, BURST_WORD, EVERYBODY, FREE_SLOT, HANDSHAKE, LANE_CAPACITY_WORD, NOTE, OWNER, RUNG, SILENT, WORKERS_WORD, slotStart } from '../slot/distributor-layout.ts';
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
import { pausedAt, runningAt } from '../slot/note.ts';
import { type EventLoopWait, eventLoop } from '../wait/event-loop.ts';
import { spinThenPark } from '../wait/spin-then-park.ts';
import type { WaitStrategy } from '../wait/wait-strategy.ts';
import { WorkerLane } from './worker-lane.ts';

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
  readonly #lane: WorkerLane;
  readonly #maxBurst: number;
  #claimLimit: number;
  /** The burst that the last claim filled, and the position of its first packet. */
  #burst: PacketBurst | undefined;
  #burstStart = 0;
  /** Packets of that burst whose results are in the lane already. */
  #written = 0;
  #notes: boolean;
  /** The handshake as this worker left it last; what others write in it may be newer. */
  #left: number;
  /** The positions in it that this worker alone moves. */
  #claimed: number;
  #handedBack: number;

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
    this.#lane = new WorkerLane(memory, worker, laneCapacity);
    this.#maxBurst = options.burst ?? memory.read(BURST_WORD);
    this.#claimLimit = this.#maxBurst;
    this.#notes = options.notes ?? false;
    this.#left = memory.load(this.#slot + HANDSHAKE);
    this.#claimed = claimedOf(this.#left);
    this.#handedBack = handedBackOf(this.#left);
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
    const claimed = this.#claimed;
    const held = distance(this.#handedBack, claimed);
    const count = handedBack?.count ?? 0;
    if (count < held) throw new DistributorError('STILL_HELD', `worker ${this.worker} leaves with ${held} packets and hands back ${count}`);
    if (handedBack !== undefined) {
      this.#writeResults(handedBack);
      handedBack.count = 0;
    }
    if (this.#notes) this.#memory.write(this.#slot + NOTE, pausedAt(claimed));
    for (let word = this.#memory.load(this.#slot + HANDSHAKE); ; ) {
      const next = packHandshake(publishedOf(word), claimed, claimed, presenceOf(word) === CLOSED ? CLOSED : AWAY);
      const seen = this.#memory.compareExchange(this.#slot + HANDSHAKE, word, next); // [label:lane-results publish]
      if (seen === word) {
        this.#keep(next, claimed, claimed);
        break;
      }
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
    // What has gone back of the burst is no longer this worker's to write.
    const gone = distance(this.#burstStart, this.#claimed) - distance(this.#handedBack, this.#claimed);
    const from = maxInt(this.#written, gone);
    if (burst !== undefined && from < index) {
      this.#lane.write(burst, from, index, this.#burstStart + from);
      this.#written = index;
    }
    this.#memory.write(this.#slot + NOTE, runningAt(advance(this.#burstStart, index)));
  }

  /** One handshake: hands back, asks if it may, and claims into a burst if there is one. */
  #exchange(into: PacketBurst | undefined, handedBack: PacketBurst | undefined, asks: boolean): number {
    const limit = into === undefined ? 0 : minInt(this.#claimLimit, into.capacity);
    const from = this.#handedBack;
    const to = handedBack === undefined || handedBack.count === 0 ? from : this.#writeResults(handedBack);
    if (handedBack !== undefined) handedBack.count = 0;
    if (into !== undefined) into.count = 0;
    if (to !== from) return this.#settle(this.#left, into, limit, to, asks);
    const word = this.#seen(limit);
    // Nearly all looks of a worker that waits end here. What follows is a function of its own, so that V8 compiles it for packets that
    // come, and not for those looks.
    if (presenceOf(word) <= PARKED && publishedOf(word) === this.#claimed) return NOTHING_YET;
    return this.#settle(word, into, limit, to, asks);
  }

  /** The exchange itself, from a handshake word that may have changed since, with hand-backs up to position `to`. */
  #settle(seenBefore: number, into: PacketBurst | undefined, limit: number, to: number, asks: boolean): number {
    const memory = this.#memory;
    // Nobody but this worker moves these two, so they hold for every word that is seen below.
    const claimed = this.#claimed;
    const from = this.#handedBack;
    for (let word = seenBefore; ; ) {
      const presence = presenceOf(word);
      const stays = presence === CLOSED || (presence === AWAY && !asks);
      const joins = presence === AWAY && asks;
      const published = publishedOf(word);
      const count = stays ? 0 : minInt(limit, distance(claimed, published));
      if (count === 0 && !joins && to === from) return presence === CLOSED ? 0 : NOTHING_YET;
      if (this.#notes && to === claimed) memory.write(this.#slot + NOTE, pausedAt(claimed));
      const claimedTo = advance(claimed, count);
      const next = packHandshake(published, claimedTo, to, stays ? presence : WORKING);
      // Reads what publishes, publishes what was written into the packets handed back: one exchange for both. If the word has changed
      // since this worker left it, a lost exchange costs no more than a look, and fetches the line for good.
      const seen = memory.compareExchange(this.#slot + HANDSHAKE, word, next); // [label:lane-packets acquire] [label:lane-results publish]
      if (seen === word) {
        this.#keep(next, claimedTo, to);
        if (count > 0) this.#read(into!, claimed, count);
        if (to !== from || joins) this.#ring(distance(claimedTo, published));
        return count > 0 ? count : presence === CLOSED ? 0 : NOTHING_YET;
      }
      word = seen;
    }
  }

  #keep(word: number, claimed: number, handedBack: number): void {
    this.#left = word;
    this.#claimed = claimed;
    this.#handedBack = handedBack;
  }

  /** A handshake word to begin with, for a call that hands nothing back: the one it left will do while enough is published in it. */
  #seen(limit: number): number {
    const left = this.#left;
    const enough = limit > 0 && distance(this.#claimed, publishedOf(left)) >= limit && presenceOf(left) === WORKING;
    return enough ? left : this.#memory.load(this.#slot + HANDSHAKE);
  }

  #read(into: PacketBurst, from: number, count: number): void {
    this.#lane.read(into, from, count);
    this.#burst = into;
    this.#burstStart = from;
    this.#written = 0;
  }

  /** Writes the results of packets that are handed back into the lane; the position behind them. */
  #writeResults(packets: PacketBurst): number {
    const from = this.#handedBack;
    const held = distance(from, this.#claimed);
    if (packets.count > held) {
      throw new DistributorError('NOT_HELD', `worker ${this.worker} hands back ${packets.count} packets and holds ${held}`);
    }
    this.#lane.write(packets, 0, packets.count, from);
    return advance(from, packets.count);
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
