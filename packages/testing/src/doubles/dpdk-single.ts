// DPDK's single mode (2014) as a model for one thread, with its defects: D3 the overwriting returns ring, D4 a leave that distributes a
// copy of the backlog while the backlog is still there, and an outer call that overwrites what the inner one stored, D8 no checks,
// D11 a process that spins on one worker. Written from the library's documented states; it exists to be caught.
import type { PacketBurst } from '@dist/core';
import { DpdkDouble } from './dpdk-double.ts';
import type { Progress } from './dpdk-double.ts';
import { BACKLOG } from './dpdk-limits.ts';
import { GaveUp } from './gave-up.ts';
import { packetsOf, putPackets } from './packet.ts';
import type { Packet } from './packet.ts';
import type { PastFault } from './past-fault.ts';

interface Seat {
  /** The one word between the two sides: the worker owns it, asks, leaves, or has been given a packet. */
  word: 'worker' | 'asks' | 'leaves' | 'delivered';
  packet: Packet | undefined;
  /** The tag in flight, undefined when none is known. */
  tag: number | undefined;
  backlog: Packet[];
}

export class DpdkSingle extends DpdkDouble {
  readonly name = 'DPDK single mode';
  readonly burst: number = 1;
  readonly #seats: Seat[];

  constructor(options: { readonly workers: number; readonly fault?: PastFault | undefined }) {
    super(options);
    this.#seats = Array.from({ length: options.workers }, () => ({ word: 'worker' as const, packet: undefined, tag: undefined, backlog: [] }));
  }

  clearReturns(): number {
    this.returns.clear();
    return 0;
  }

  requestPackets(worker: number, handedBack?: PacketBurst): boolean {
    return this.#write(worker, 'asks', handedBack);
  }

  pollPackets(worker: number, into: PacketBurst): number {
    const seat = this.#seats[worker];
    if (seat?.word !== 'delivered') return -1;
    seat.word = 'worker';
    return putPackets(into, seat.packet === undefined ? [] : [seat.packet]);
  }

  returnPackets(worker: number, handedBack?: PacketBurst): boolean {
    return this.#write(worker, 'leaves', handedBack);
  }

  protected offer(packets: readonly Packet[], progress: Progress): void {
    this.#distribute(packets, progress);
  }

  protected flushNow(): boolean {
    while (this.#seats.some((seat) => seat.tag !== undefined || seat.backlog.length > 0)) {
      this.pass();
      if (!this.meanwhile()) return false;
    }
    return true;
  }

  protected pass(): void {
    const returns = this.#remember();
    for (const seat of this.#seats) {
      const { word, packet } = seat;
      if (word === 'asks') {
        const next = seat.backlog.shift();
        seat.packet = next;
        if (next === undefined) seat.tag = undefined;
        else seat.word = 'delivered';
      } else if (word === 'leaves') this.#shutDown(seat);
      else continue;
      returns.push(packet);
    }
    returns.store();
  }

  /** More than one packet handed back: the rest leaks, as in the original. */
  #write(worker: number, word: 'asks' | 'leaves', handedBack: PacketBurst | undefined): boolean {
    const seat = this.#seats[worker];
    if (seat === undefined) return true;
    if (seat.word === 'asks' || seat.word === 'leaves') return false;
    seat.packet = packetsOf(handedBack)[0];
    seat.word = word;
    return true;
  }

  #distribute(packets: readonly Packet[], progress: Progress): void {
    const returns = this.#remember();
    let inHand: Packet | undefined;
    let moved = false;
    for (let turn = 0; progress.accepted < packets.length; turn = (turn + 1) % this.workers) {
      const seat = this.#seats[turn]!;
      const { word, packet } = seat;
      if (inHand === undefined) {
        const next = packets[progress.accepted]!;
        const owner = this.#ownerOf(next.tag);
        if (owner === undefined) inHand = next;
        else if (owner.backlog.length < BACKLOG) {
          owner.backlog.push(next);
          progress.accepted += 1;
          moved = true;
        }
      }
      if (word === 'asks' && (seat.backlog.length > 0 || inHand !== undefined)) {
        const queued = seat.backlog.shift();
        if (queued === undefined) {
          seat.tag = inHand!.tag;
          seat.packet = inHand;
          inHand = undefined;
          progress.accepted += 1;
        } else seat.packet = queued;
        seat.word = 'delivered';
        returns.push(packet);
        moved = true;
      } else if (word === 'leaves') {
        this.#shutDown(seat);
        returns.push(packet);
      }
      if (turn < this.workers - 1 || progress.accepted === packets.length) continue;
      if (!moved && !this.meanwhile()) {
        returns.store();
        throw new GaveUp();
      }
      moved = false;
    }
    for (const seat of this.#seats) {
      if (seat.word !== 'asks' || seat.backlog.length === 0) continue;
      returns.push(seat.packet);
      seat.packet = seat.backlog.shift();
      seat.word = 'delivered';
    }
    returns.store();
  }

  /** The first worker that has the tag in flight. */
  #ownerOf(wanted: number): Seat | undefined {
    const seats = this.fault === 'high-workers-unmatched' ? this.#seats.slice(0, 32) : this.#seats;
    if (this.fault === 'lowest-bit-ignored') return seats.find(({ tag }) => tag !== undefined && (tag | 1) === (wanted | 1));
    return seats.find(({ tag }) => tag === wanted);
  }

  /** Distributes what waited for the worker that left; its backlog is emptied only afterwards, and then whoever came meanwhile loses. */
  #shutDown(seat: Seat): void {
    seat.tag = undefined;
    seat.word = 'worker';
    seat.packet = undefined;
    if (seat.backlog.length === 0) return;
    this.#distribute([...seat.backlog], { accepted: 0 });
    seat.backlog = [];
  }

  /** A call's own copy of where the returns ring stands: what inner calls store is overwritten when it is stored. */
  #remember(): { push(packet: Packet | undefined): void; store(): void } {
    const ring = this.returns;
    const mine = { start: ring.start, count: ring.count };
    return {
      push: (packet): void => {
        if (packet === undefined) return;
        const theirs = { start: ring.start, count: ring.count };
        ring.restore(mine.start, mine.count);
        ring.push(packet);
        mine.start = ring.start;
        mine.count = ring.count;
        ring.restore(theirs.start, theirs.count);
      },
      store: (): void => {
        ring.restore(mine.start, mine.count);
      },
    };
  }
}
