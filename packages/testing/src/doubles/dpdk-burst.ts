// DPDK's burst mode (2017) as a model for one thread, with its defects: D1 a tag is unlocked when its worker takes the burst, D2 round
// robin into mailboxes of busy workers, D3 the overwriting returns ring, D5 15 bits of the tag, D6 a flush that sleeps and hopes, D7 a
// cursor shared by all instances, D8 no checks, D9 and D10 packets lost around a worker that leaves, D11 a process that waits for one
// worker. Written from the library's documented states; it exists to be caught.
import type { PacketBurst } from '@dist/core';
import { DpdkDouble } from './dpdk-double.ts';
import type { Progress } from './dpdk-double.ts';
import { BACKLOG, MAILBOX } from './dpdk-limits.ts';
import { GaveUp } from './gave-up.ts';
import { packetsOf, putPackets } from './packet.ts';
import type { Packet } from './packet.ts';
import type { PastFault } from './past-fault.ts';

/** What all distributors of one process share. */
export interface SharedCursor {
  worker: number;
}

interface Seat {
  active: boolean;
  /** To the worker. `free`: the distributor may write. `leaving`: its worker has asked to go. */
  mailbox: Packet[];
  free: boolean;
  leaving: boolean;
  /** From the worker, and what the worker said with it. */
  notice: 'none' | 'request' | 'leave';
  handedBack: Packet[];
  backlog: Packet[];
  /** Tags looked at for a match: those last sent, and those of the backlog, which stay after the backlog went out. */
  sentTags: number[];
  backlogTags: number[];
}

/** A flush sleeps 10 ms; a step of the world stands for 1 ms. */
const FLUSH_SLEEP_STEPS = 10;

export class DpdkBurst extends DpdkDouble {
  readonly name = 'DPDK burst mode';
  readonly burst: number = MAILBOX;
  readonly #seats: Seat[];
  readonly #cursor: SharedCursor;

  constructor(options: { readonly workers: number; readonly cursor?: SharedCursor; readonly fault?: PastFault | undefined }) {
    super(options);
    this.#cursor = options.cursor ?? { worker: 0 };
    // The zeroed mailbox of the original reads "delivered, nothing".
    this.#seats = Array.from({ length: options.workers }, () => ({
      active: false,
      mailbox: [],
      free: false,
      leaving: false,
      notice: 'none' as const,
      handedBack: [],
      backlog: [],
      sentTags: [],
      backlogTags: [],
    }));
  }

  clearReturns(): number {
    if (this.fault !== 'clear-keeps-returns') this.returns.clear();
    for (const seat of this.#seats) {
      seat.notice = 'none';
      seat.handedBack = [];
    }
    return 0;
  }

  requestPackets(worker: number, handedBack?: PacketBurst): boolean {
    const seat = this.#seats[worker];
    if (seat === undefined) return true;
    if (seat.notice !== 'none') return false;
    seat.handedBack = packetsOf(handedBack).slice(0, MAILBOX);
    seat.notice = 'request';
    return true;
  }

  pollPackets(worker: number, into: PacketBurst): number {
    const seat = this.#seats[worker];
    if (seat === undefined || seat.free || seat.leaving) return this.fault === 'poll-says-nothing' ? 0 : -1;
    const count = putPackets(into, seat.mailbox);
    // Free again before a packet has been looked at: D1.
    seat.free = true;
    return count;
  }

  returnPackets(worker: number, handedBack?: PacketBurst): boolean {
    const seat = this.#seats[worker];
    if (seat === undefined) return true;
    if (seat.notice !== 'none' && this.fault !== 'leave-overwrites') return false;
    seat.handedBack = packetsOf(handedBack).slice(0, MAILBOX);
    if (this.fault === 'empty-leave-ignored' && seat.handedBack.length === 0) return true;
    seat.leaving = true;
    seat.notice = 'leave';
    return true;
  }

  protected offer(packets: readonly Packet[], progress: Progress): void {
    if (packets.length === 0) this.pass();
    this.#distribute(packets, progress);
    if (this.fault === 'accepts-for-nobody') progress.accepted = packets.length;
  }

  protected flushNow(): boolean {
    while (this.#seats.some((seat) => seat.backlog.length > 0 || (!seat.free && seat.mailbox.length > 0 && this.fault !== 'flush-counts-backlogs'))) {
      this.pass();
      if (!this.meanwhile()) return false;
    }
    if (this.fault === 'flush-counts-backlogs') return true;
    for (let step = 0; step < FLUSH_SLEEP_STEPS; step += 1) this.meanwhile();
    this.pass();
    for (const seat of this.#seats) this.#handleReturns(seat);
    return true;
  }

  protected pass(): void {
    for (const seat of this.#seats) {
      this.#handleReturns(seat);
      if (!seat.free) continue;
      this.#release(seat);
      this.#handleReturns(seat);
    }
  }

  #handleReturns(seat: Seat): void {
    const { notice } = seat;
    if (notice === 'none') return;
    for (const packet of seat.handedBack) this.returns.push(packet);
    seat.handedBack = [];
    seat.active = notice === 'request' || this.fault === 'leave-is-a-request';
    if (!seat.active) this.#shutDown(seat);
    seat.notice = 'none';
  }

  /** The worker has left: what it has not read, and its backlog, is distributed anew; how many were accepted is not looked at (D9). */
  #shutDown(seat: Seat): void {
    const packets = seat.free ? [] : [...seat.mailbox];
    packets.push(...seat.backlog);
    seat.free = true;
    seat.leaving = false;
    seat.mailbox = [];
    seat.backlog = [];
    seat.sentTags = [];
    seat.backlogTags = [];
    if (packets.length > 0) this.#distribute(packets, { accepted: 0 });
  }

  /** Sends the backlog to the worker, empty or not; waits until the mailbox has been read. */
  #release(seat: Seat): void {
    if (this.fault !== 'send-ignores-returns') this.#handleReturns(seat);
    if (!seat.active) return;
    while (!seat.free) {
      if (!this.meanwhile()) throw new GaveUp();
      if (this.fault !== 'send-ignores-returns') this.#handleReturns(seat);
      if (!isActive(seat)) return;
    }
    seat.mailbox = seat.backlog;
    seat.sentTags = seat.mailbox.map(comparedTag);
    seat.backlog = [];
    seat.leaving = false;
    seat.free = false;
  }

  #distribute(packets: readonly Packet[], progress: Progress): void {
    for (const seat of this.#seats) this.#handleReturns(seat);
    if (!this.#seats.some((seat) => seat.active)) return;
    while (progress.accepted < packets.length) {
      this.#distributeChunk(packets.slice(progress.accepted, progress.accepted + MAILBOX), progress);
      this.#cursor.worker = (this.#cursor.worker + 1) % this.workers;
      if (!this.#seats.some((seat) => seat.active)) return;
    }
    for (const seat of this.#seats) if (seat.free) this.#release(seat);
  }

  #distributeChunk(chunk: readonly Packet[], progress: Progress): void {
    let matches = this.#matches(chunk);
    for (let i = 0; i < chunk.length; ) {
      let seat = matches[i];
      if (seat?.active === false) {
        matches = this.#matches(chunk);
        seat = matches[i];
      }
      const chosen = seat?.active === true ? seat : this.#seatInTurn();
      if (chosen === undefined) return;
      if (chosen.backlog.length === BACKLOG) this.#release(chosen);
      // It left while we waited: match anew.
      if (!isActive(chosen)) continue;
      chosen.backlogTags[chosen.backlog.length] = comparedTag(chunk[i]!);
      chosen.backlog.push(chunk[i]!);
      progress.accepted += 1;
      // Later packets of the chunk follow a flow that has just been placed.
      if (seat !== chosen) matches = matches.map((match, k) => (comparedTag(chunk[k]!) === comparedTag(chunk[i]!) ? chosen : match));
      i += 1;
    }
  }

  #seatInTurn(): Seat | undefined {
    for (let tries = 0; tries < this.workers; tries += 1) {
      // The cursor may come from an instance with more workers.
      const seat = this.#seats[this.#cursor.worker % this.workers]!;
      if (seat.active) return seat;
      this.#cursor.worker = (this.#cursor.worker + 1) % this.workers;
    }
    return undefined;
  }

  #matches(chunk: readonly Packet[]): (Seat | undefined)[] {
    const matches = chunk.map((packet) => this.#match(packet));
    return this.fault === 'match-of-another' ? [...matches.slice(1), matches[0]] : matches;
  }

  /** The last worker that has the tag among those sent or in its backlog. */
  #match(packet: Packet): Seat | undefined {
    const tag = comparedTag(packet);
    return this.#seats.findLast((seat) => seat.sentTags.includes(tag) || seat.backlogTags.includes(tag));
  }
}

/** A look at the flag as it is now: a wait may have changed it. */
function isActive(seat: Seat): boolean {
  return seat.active;
}

/** 16 bits of the tag, the lowest always set: 2k and 2k + 1 are one flow, and so are all tags with the same low half. D5. */
function comparedTag(packet: Packet): number {
  return (packet.tag & 0xffff) | 1;
}
