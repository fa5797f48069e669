// The algorithm: what is done when, with the worker in turn. A flow is pinned to the worker that has packets of it, and free
// again when its last one has been collected.
// The cost of a packet does not depend on how many workers or flows there are: sets and lists, never scans.
import { Flows } from '../flows/flows.ts';
import { NONE } from '../flows/flow-table.ts';
import { minInt } from '../int-math.ts';
import { loopsFor } from '../loops/loops-for.ts';
import type { Memory } from '../memory/memory.ts';
import { HEAP, type Space } from '../memory/space.ts';
import type { PacketBurst } from '../packet-burst.ts';
import { AWAY, advance, claimedOf, distance, handedBackOf, presenceOf, publishedOf } from '../slot/handshake.ts';
import { Lanes } from './lanes.ts';
import { type HeldPacket, type LaneSplit, splitLane } from './lost-lane.ts';
import type { DistributorLimits } from './options.ts';
import { ReturnPath } from './return-path.ts';
import { ReturnedRing } from './returned-ring.ts';
import { Reclaimer } from './reclaimer.ts';
import { Roster } from './roster.ts';
import { Sender } from './sender.ts';
import { StallWatch } from './stall-watch.ts';

/** Workers that are looked at when there is nothing to accept but somebody asks. */
const GLANCES = 8;
/** Ready flows that are looked at ahead: about as many as are given out at once. */
const READY_AHEAD = 64;
/** Room that no lane has: whatever was handed back is taken in. */
const ALL = 2 ** 30;

export class Dispatcher {
  readonly lanes: Lanes;
  readonly flows: Flows;
  readonly roster: Roster;
  readonly returned: ReturnedRing;
  readonly sender: Sender;
  readonly reclaimer: Reclaimer;
  /** Packets accepted and not returned. */
  outstanding = 0;
  /** Grows whenever a worker has handed back, joined or left. */
  events = 0;
  readonly #limits: DistributorLimits;
  readonly #stalls: StallWatch;
  readonly #returnPath: ReturnPath;
  #nextVisit = 0;
  #nextVictim = 0;
  /** By worker: 1 when of an odd number of places in its lane, the odd one is for its own flows next, 0 when for a ready one. */
  readonly #oddPlace: Uint8Array;

  /** @param space where its arrays are made: if `memory` is the region of a linear memory, in there, and the loops are WebAssembly. */
  constructor(memory: Memory, limits: DistributorLimits, space: Space = HEAP) {
    const { workers, capacity, credits, laneCapacity } = limits;
    this.#limits = limits;
    this.#oddPlace = new Uint8Array(workers).fill(1);
    this.flows = new Flows(capacity, workers, laneCapacity, space);
    this.lanes = new Lanes(memory, loopsFor(memory, this.flows.table, space), workers, laneCapacity, credits);
    this.#stalls = new StallWatch(workers, 4 * credits);
    this.roster = new Roster(limits, this.lanes, this.flows, this.#stalls);
    this.returned = new ReturnedRing(2 * capacity, space);
    this.#returnPath = new ReturnPath(this.returned);
    this.sender = new Sender(limits, this.lanes, this.flows, this.roster);
    this.reclaimer = new Reclaimer(limits, this.lanes, this.flows, this.roster);
  }

  /** How many packets can be accepted: hand-backs make room, and so does the caller who takes what is returned. */
  get room(): number {
    const { capacity } = this.#limits;
    return minInt(capacity - this.outstanding, 2 * capacity - this.outstanding - this.returned.size);
  }

  /** Tags that have packets outstanding. Looks at every packet in the lanes, and changes nothing. */
  countTags(): number {
    const { lanes } = this;
    const pinned = new Set<number>();
    for (let worker = 0; worker < this.#limits.workers; worker++) {
      for (let at = lanes.head(worker); at !== lanes.tail(worker); at = advance(at, 1)) pinned.add(lanes.tagAt(worker, at));
    }
    const unrecorded = [...pinned].filter((tag) => this.flows.recordOf(tag) === NONE);
    return this.flows.table.size + unrecorded.length;
  }

  /** Nothing is with a worker or can be given to one: only the caller can make anything go on. */
  get stuck(): boolean {
    return this.lanes.inFlight === 0 && this.flows.ready === 0;
  }

  /** Accepts what fits and moves the rest to the front of the burst; how many were accepted. */
  accept(packets: PacketBurst): number {
    const { count, tags, handles } = packets;
    this.#serve(minInt(this.#limits.workers, 1 + (count >> 2)), 0, count === 0 ? ALL : count);
    this.roster.share(count);
    // Only the caller makes room, so it cannot grow while these packets are placed. Nor does a backlog shrink that long:
    // once a packet is refused, every later one of its tag is refused too.
    const room = this.room;
    let kept = 0;
    let from = 0;
    // Only packets before it can find room. One that is refused takes none, so that another one can.
    let end = minInt(count, room);
    if (this.roster.open.size === 0) this.flows.table.touch(tags, 0, end);
    while (from < end) {
      from += this.sender.sendRun(packets, from, end);
      if (from === end) break;
      const behind = this.sender.sendBehind(packets, from, end);
      from += behind;
      if (behind > 0) continue;
      if (!this.sender.place(tags[from]! | 0, handles[from]!)) {
        tags[kept] = tags[from]!;
        handles[kept++] = handles[from]!;
        end = minInt(count, kept + room);
      }
      from++;
    }
    for (let i = from; i < count && kept < from; i++) {
      tags[kept + i - from] = tags[i]!;
      handles[kept + i - from] = handles[i]!;
    }
    kept += count - from;
    this.outstanding += count - kept;
    this.#publishAll(0);
    this.#balance(minInt(4, this.#limits.workers));
    packets.count = kept;
    return count - kept;
  }

  /** Looks at every worker once: collects, feeds, takes back for idle workers. */
  pass(): void {
    this.#serve(this.#limits.workers, this.#limits.workers, ALL);
  }

  /**
   * Looks at a few workers; what they handed back goes straight to the caller, in place of what the burst held. The returned ring must be
   * empty: what is in there comes first.
   */
  glance(into: PacketBurst): void {
    const glances = minInt(this.#limits.workers, GLANCES);
    this.#returnPath.caller.open(into);
    this.#serve(glances, glances, ALL);
    this.#returnPath.caller.close();
  }

  #serve(visits: number, tries: number, room: number): void {
    this.#visit(visits, room);
    this.#dispatchReady();
    if (tries === 0) return;
    this.#publishAll(room);
    this.#balance(tries);
  }

  /**
   * Hands over what was written, and takes in what the handshakes said then: not earlier, since while flows are on their way
   * into lanes none may end or change sides.
   */
  #publishAll(room: number): void {
    this.sender.publishAll();
    for (let worker = this.sender.nextPublished(); worker !== NONE; worker = this.sender.nextPublished()) {
      const word = this.sender.wordOf(worker);
      this.#observe(worker, presenceOf(word) === AWAY ? this.lanes.look(worker) : word, room);
    }
  }

  /** Looks at the next workers in turn: takes in what they did, and gives them what only they may get. */
  #visit(visits: number, room: number): void {
    const { workers } = this.#limits;
    for (let i = 0; i < visits; i++) {
      const worker = this.#nextVisit;
      this.#nextVisit = worker + 1 < workers ? worker + 1 : 0;
      if (this.#needsNoLook(worker, room)) continue;
      const word = this.lanes.look(worker);
      this.#observe(worker, word, room);
      if (!this.roster.present.has(worker)) continue;
      this.#watch(worker, word);
      if (this.flows.waitingFor(worker) > 0) this.#feed(worker);
    }
  }

  /**
   * Empties the lane of a worker that stalls. If it holds nothing then, it may only have been asleep: from the next look
   * on, when others have been given what was taken, it may get a packet again, and more once it has claimed that.
   */
  #watch(worker: number, word: number): void {
    const stalled = this.#stalls.isStalled(worker);
    const doubted = this.#stalls.isDoubted(worker);
    if (stalled && this.lanes.held(worker) === 0) this.#stalls.moved(worker);
    else if (this.#stalls.watch(worker, claimedOf(word), publishedOf(word), this.roster.present.size - 1)) this.reclaimer.reclaim(worker, word, true);
    if (stalled !== this.#stalls.isStalled(worker) || doubted !== this.#stalls.isDoubted(worker)) this.roster.update(worker);
  }

  /** Takes in what a handshake word says: hand-backs, and whether the worker is there. */
  #observe(worker: number, word: number, room: number): void {
    const away = presenceOf(word) === AWAY;
    if (away || !this.#mayWait(worker, word, room)) this.#collect(worker, handedBackOf(word));
    if (away !== this.roster.present.has(worker)) return;
    this.events++;
    if (away) {
      this.#leave(worker);
    } else {
      this.roster.present.add(worker);
      this.#stalls.joined(worker);
      this.roster.update(worker);
    }
  }

  /**
   * What a worker has handed back may stay in its lane while it is in nobody's way: then it goes straight to the caller, who asks for it,
   * and not through the returned ring. Its tags stay pinned until then, so it may not while others could get them.
   */
  #mayWait(worker: number, word: number, room: number): boolean {
    return this.#isInNobodysWay(worker, room) && (this.roster.present.size === 1 || handedBackOf(word) !== publishedOf(word));
  }

  #isInNobodysWay(worker: number, room: number): boolean {
    const { flows, lanes, roster } = this;
    return lanes.room(worker) >= room && roster.idle.size === 0 && flows.ready === 0 && flows.waitingFor(worker) === 0;
  }

  /** Then a look, which fetches the line of the handshake, changes nothing. Whether the worker is still there, the next publish tells. */
  #needsNoLook(worker: number, room: number): boolean {
    const { present } = this.roster;
    return present.size === 1 && present.has(worker) && this.#isInNobodysWay(worker, room);
  }

  /** Takes the packets up to a position out of the lane and unlocks the tags whose last packet came back. */
  #collect(worker: number, upTo: number): void {
    const count = distance(this.lanes.head(worker), upTo);
    if (count === 0) return;
    this.#returnPath.bring(this.lanes, worker, count, this.flows);
    this.outstanding -= count;
    this.events += count;
    this.#stalls.collected(worker, count);
    this.roster.settled(count);
    this.roster.update(worker);
  }

  /** The worker has left: what it did not claim goes elsewhere. It may come back at any moment and claim again. */
  #leave(worker: number): void {
    this.roster.present.remove(worker);
    this.roster.update(worker);
    for (;;) {
      const word = this.lanes.look(worker);
      if (presenceOf(word) !== AWAY) {
        this.#observe(worker, word, ALL);
        return;
      }
      // It may have come back, and left again with more done, since it was seen to be away: nothing may stay pinned to it.
      this.#collect(worker, handedBackOf(word));
      if (this.reclaimer.takeBack(worker, word, claimedOf(word))) return;
    }
  }

  /**
   * Gives a worker the flows that wait for it, and while nobody is open to ready flows, half of its room to those: in turn where its room
   * is a single place, or either could wait for ever.
   */
  #feed(worker: number): void {
    const shares = this.roster.open.size === 0 && this.flows.ready > 0 && !this.#stalls.isDoubted(worker);
    let room = this.lanes.room(worker);
    let own = room;
    if (shares) {
      own = (room + this.#oddPlace[worker]!) >> 1;
      this.#oddPlace[worker]! ^= room & 1;
    }
    while (own > 0 && this.flows.waitingFor(worker) > 0) {
      own -= this.sender.moveToLane(worker, this.flows.takeWaiting(worker), own);
    }
    room = shares ? this.lanes.room(worker) : 0;
    while (room > 0 && this.flows.ready > 0) room -= this.sender.moveToLane(worker, this.flows.takeReady(worker), room);
    this.roster.update(worker);
  }

  /** Gives free flows to open workers. */
  #dispatchReady(): void {
    if (this.flows.ready === 0) return;
    this.roster.share(this.flows.ready);
    if (this.roster.open.size > 0) this.flows.touchReady(READY_AHEAD);
    while (this.flows.ready > 0) {
      const worker = this.roster.current();
      if (worker === NONE) return;
      // A packet that a doubted worker gets may have to wait for the others: not the one that has waited longest.
      const doubted = this.#stalls.isDoubted(worker);
      const flow = doubted ? this.flows.takeNewest(worker) : this.flows.takeReady(worker);
      this.roster.spend(this.sender.moveToLane(worker, flow, doubted ? 1 : this.lanes.room(worker)));
    }
  }

  /** Takes packets back for workers that have nothing, when nothing else is there for them. */
  #balance(tries: number): void {
    const { workers } = this.#limits;
    const { idle, present } = this.roster;
    for (let i = 0; i < tries; i++) {
      if (idle.size === 0 || this.flows.ready > 0) return;
      const victim = this.#nextVictim;
      this.#nextVictim = victim + 1 < workers ? victim + 1 : 0;
      if (!present.has(victim) || this.lanes.held(victim) < 2) continue;
      if (!this.reclaimer.reclaim(victim, this.lanes.look(victim), false)) continue;
      this.roster.disturbed();
      this.#dispatchReady();
      this.#publishAll(ALL);
    }
  }

  /** Splits what a worker held whose thread has ended; those it was in are suspended and no longer in flight. */
  lose(worker: number): { finished: number; requeued: number; held: HeldPacket[] } {
    const { lanes } = this;
    lanes.record(worker, this.flows);
    const split: LaneSplit = splitLane(lanes.look(worker), lanes.note(worker));
    this.#collect(worker, split.handedBack);
    this.roster.present.remove(worker);
    const requeued = this.reclaimer.emptyFrom(worker, split.suspectTo);
    const before = this.events;
    this.#collect(worker, split.finishedTo);
    const finished = this.events - before;
    const held: HeldPacket[] = [];
    while (lanes.held(worker) > 0) held.unshift(this.reclaimer.suspend(worker));
    lanes.reset(worker);
    this.#stalls.joined(worker);
    this.roster.update(worker);
    this.events++;
    return { finished, requeued, held };
  }
}
