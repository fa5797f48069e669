// The algorithm. A free tag goes to a worker with room, a pinned one behind its packets in the same lane, and what
// finds no room waits in the backlog of its flow. A flow is unpinned when its last packet has been collected.
// The cost of a packet does not depend on how many workers or flows there are: sets and lists, never scans.
import { Flows } from '../flows/flows.ts';
import { FREE, IN_FLIGHT, NONE, QUEUED, WORKER, bucketOf } from '../flows/flow-table.ts';
import { pinnedOnce, pinnedWorker } from '../flows/pin.ts';
import type { Memory } from '../memory/memory.ts';
import type { PacketBurst } from '../packet-burst.ts';
import { AWAY, PARKED, claimedOf, handedBackOf, presenceOf, publishedOf } from '../slot/handshake.ts';
import { FreeFlowFinder } from './free-flow-finder.ts';
import { Lanes } from './lanes.ts';
import { type HeldPacket, type LaneSplit, splitLane } from './lost-lane.ts';
import type { DistributorLimits } from './options.ts';
import { ReturnedRing } from './returned-ring.ts';
import { Roster } from './roster.ts';
import { StallWatch } from './stall-watch.ts';
import { WorkerSet } from './worker-set.ts';

/** Workers that are looked at when there is nothing to accept but somebody asks. */
const GLANCES = 8;

export class Dispatcher {
  readonly lanes: Lanes;
  readonly flows: Flows;
  readonly roster: Roster;
  readonly returned: ReturnedRing;
  /** Packets in lanes. */
  inFlight = 0;
  /** Packets accepted and not returned. */
  outstanding = 0;
  /** Grows whenever a worker has handed back, joined or left. */
  events = 0;
  takenBack = 0;
  handshakes = 0;
  wakes = 0;
  readonly #limits: DistributorLimits;
  readonly #stalls: StallWatch;
  readonly #finder: FreeFlowFinder;
  /** Workers with packets that are written and not published. */
  readonly #unpublished: WorkerSet;
  /** Workers that were published to, and the handshake that each had then. */
  readonly #publishedTo: WorkerSet;
  readonly #words: Int32Array;
  #nextVisit = 0;
  #nextVictim = 0;

  constructor(memory: Memory, limits: DistributorLimits) {
    const { workers, capacity, credits, laneCapacity, burst } = limits;
    this.#limits = limits;
    this.lanes = new Lanes(memory, workers, laneCapacity, credits);
    this.flows = new Flows(capacity, workers);
    this.roster = new Roster(workers, this.lanes, burst);
    this.returned = new ReturnedRing(2 * capacity);
    this.#stalls = new StallWatch(workers, 4 * credits);
    this.#finder = new FreeFlowFinder(this.lanes, capacity, laneCapacity);
    this.#unpublished = new WorkerSet(workers);
    this.#publishedTo = new WorkerSet(workers);
    this.#words = new Int32Array(workers);
  }

  /** How many packets can be accepted: hand-backs make room, and so does the caller who takes what is returned. */
  get room(): number {
    const { capacity } = this.#limits;
    return Math.min(capacity - this.outstanding, 2 * capacity - this.outstanding - this.returned.size);
  }

  /** Tags that have packets outstanding. */
  get tags(): number {
    for (let worker = 0; worker < this.#limits.workers; worker++) this.lanes.record(worker, this.flows);
    return this.flows.table.size;
  }

  /** Nothing is with a worker or can be given to one: only the caller can make anything go on. */
  get stuck(): boolean {
    return this.inFlight === 0 && this.flows.ready === 0;
  }

  /** Accepts what fits and moves the rest to the front of the burst; how many were accepted. */
  accept(packets: PacketBurst): number {
    const { count, tags, handles } = packets;
    this.#serve(Math.min(this.#limits.workers, 1 + (count >> 2)), 0);
    this.roster.share(count);
    // Only the caller makes room, so it cannot grow while these packets are placed. Nor does a backlog shrink that long:
    // once a packet is refused, every later one of its tag is refused too.
    const room = this.room;
    let kept = 0;
    let from = 0;
    while (from < count && from - kept < room) {
      from += this.#sendRun(packets, from, Math.min(count, kept + room));
      if (from === count || from - kept === room) break;
      if (!this.#place(tags[from]! | 0, handles[from]!)) {
        tags[kept] = tags[from]!;
        handles[kept++] = handles[from]!;
      }
      from++;
    }
    for (let i = from; i < count; i++, kept++) {
      tags[kept] = tags[i]!;
      handles[kept] = handles[i]!;
    }
    this.outstanding += count - kept;
    this.#publishAll();
    this.#balance(4);
    packets.count = kept;
    return count - kept;
  }

  /** Looks at every worker once: collects, feeds, takes back for idle workers. */
  pass(): void {
    this.#serve(this.#limits.workers, this.#limits.workers);
  }

  /** Looks at a few workers. */
  glance(): void {
    const glances = Math.min(this.#limits.workers, GLANCES);
    this.#serve(glances, glances);
  }

  #serve(visits: number, tries: number): void {
    this.#visit(visits);
    this.#dispatchReady();
    if (tries === 0) return;
    this.#publishAll();
    this.#balance(tries);
  }

  /** Sends packets `from` to `to`, as far as nothing speaks against it, to the worker whose turn it is; how many. */
  #sendRun(packets: PacketBurst, from: number, to: number): number {
    const { lanes, roster } = this;
    const worker = roster.current();
    if (worker === NONE) return 0;
    const limit = Math.min(to - from, roster.left, lanes.room(worker), this.#limits.burst - lanes.unpublished(worker));
    const sent = lanes.append(worker, packets, from, from + limit, this.flows.table);
    if (sent === 0) return 0;
    roster.spend(sent);
    this.#wrote(worker, sent);
    return sent;
  }

  /** Puts one packet in a lane or in the backlog of its flow; false when that is full. */
  #place(tag: number, handle: number): boolean {
    const { flows, lanes, roster } = this;
    const { table } = flows;
    const bucket = bucketOf(tag, table.shift);
    let record = table.find(bucket, tag);
    if (record === NONE) {
      const pinned = pinnedWorker(table.buckets[bucket]!);
      if (pinned !== FREE && !roster.open.has(pinned)) {
        lanes.record(pinned, flows);
        record = table.find(bucket, tag);
      }
    }
    if (record !== NONE) return this.#placeInFlow(record, tag, handle);
    const pin = table.buckets[bucket]!;
    const pinned = pinnedWorker(pin);
    const worker = pinned === FREE ? this.#takeTurn() : pinned;
    if (worker === NONE) return this.#placeInFlow(table.add(bucket, tag), tag, handle);
    table.buckets[bucket] = pinnedOnce(pin, worker);
    lanes.write(worker, ~bucket, tag, handle);
    this.#wrote(worker, 1);
    return true;
  }

  #placeInFlow(record: number, tag: number, handle: number): boolean {
    const { fields } = this.flows;
    const queued = fields[record + QUEUED]!;
    if (queued >= this.#limits.flowBacklog) return false;
    if (queued === 0) {
      let worker = fields[record + WORKER]!;
      if (worker === FREE) fields[record + WORKER] = worker = this.#takeTurn();
      if (worker >= 0 && this.lanes.room(worker) > 0) {
        fields[record + IN_FLIGHT]!++;
        this.lanes.write(worker, record, tag, handle);
        this.#wrote(worker, 1);
        return true;
      }
    }
    this.flows.enqueue(record, handle);
    if (queued === 0) this.#update(fields[record + WORKER]!);
    return true;
  }

  #takeTurn(): number {
    const worker = this.roster.current();
    this.roster.spend(1);
    return worker;
  }

  /** Notes that packets were written into a lane; publishes them when they are a burst. */
  #wrote(worker: number, count: number): void {
    const lanes = this.lanes;
    this.inFlight += count;
    const held = lanes.held(worker);
    if (held === count) {
      this.roster.engage(worker);
      this.#stalls.moved(worker);
    }
    if (held === lanes.credits) this.roster.fill(worker);
    const unpublished = lanes.unpublished(worker);
    if (unpublished === this.#limits.burst) this.#publish(worker);
    else if (unpublished === count) this.#unpublished.add(worker);
  }

  #publish(worker: number): void {
    const word = this.lanes.publish(worker);
    this.#unpublished.remove(worker);
    this.handshakes++;
    if (presenceOf(word) === PARKED) {
      this.wakes++;
      this.lanes.wake(worker);
    }
    // Flows are on their way into lanes: none may end or change sides now. What the word says is taken in when all is out.
    this.#words[worker] = word;
    this.#publishedTo.add(worker);
  }

  #publishAll(): void {
    while (this.#unpublished.size > 0) this.#publish(this.#unpublished.at(this.#unpublished.size - 1));
    while (this.#publishedTo.size > 0) {
      const worker = this.#publishedTo.at(this.#publishedTo.size - 1);
      this.#publishedTo.remove(worker);
      const word = this.#words[worker]!;
      this.#observe(worker, presenceOf(word) === AWAY ? this.lanes.look(worker) : word);
    }
  }

  /** Looks at the next workers in turn: takes in what they did, and gives them what only they may get. */
  #visit(visits: number): void {
    const { workers } = this.#limits;
    for (let i = 0; i < visits; i++) {
      const worker = this.#nextVisit;
      this.#nextVisit = worker + 1 < workers ? worker + 1 : 0;
      const word = this.lanes.look(worker);
      this.#observe(worker, word);
      if (!this.roster.present.has(worker)) continue;
      this.#watch(worker, word);
      if (this.flows.waitingFor(worker) > 0) this.#feed(worker);
    }
  }

  /**
   * Empties the lane of a worker that stalls. If it holds nothing then, it may only have been asleep: from the next look
   * on, when others have been given what was taken, it may get packets again.
   */
  #watch(worker: number, word: number): void {
    const stalled = this.#stalls.isStalled(worker);
    if (stalled && this.lanes.held(worker) === 0) this.#stalls.moved(worker);
    else if (this.#stalls.watch(worker, claimedOf(word), publishedOf(word), this.roster.present.size - 1)) this.#reclaim(worker, word, true);
    if (stalled !== this.#stalls.isStalled(worker)) this.#update(worker);
  }

  /** Takes in what a handshake word says: hand-backs, and whether the worker is there. */
  #observe(worker: number, word: number): void {
    this.#collect(worker, handedBackOf(word));
    const away = presenceOf(word) === AWAY;
    if (away !== this.roster.present.has(worker)) return;
    this.events++;
    if (away) {
      this.#leave(worker);
    } else {
      this.roster.present.add(worker);
      this.#stalls.moved(worker);
      this.#update(worker);
    }
  }

  /** Moves the packets up to a position to the returned ring and unlocks the tags whose last packet came back. */
  #collect(worker: number, upTo: number): void {
    const lanes = this.lanes;
    if (lanes.head(worker) === upTo) return;
    const count = lanes.collect(worker, upTo, this.returned, this.flows);
    this.inFlight -= count;
    this.outstanding -= count;
    this.events += count;
    this.#stalls.collected(worker, count);
    this.roster.settled(count);
    this.#update(worker);
  }

  /** The worker has left: what it did not claim goes elsewhere. It may come back at any moment and claim again. */
  #leave(worker: number): void {
    this.roster.present.remove(worker);
    this.#update(worker);
    for (;;) {
      const word = this.lanes.look(worker);
      if (presenceOf(word) !== AWAY) {
        this.#observe(worker, word);
        return;
      }
      if (this.#takeBack(worker, word, claimedOf(word))) return;
    }
  }

  /** Takes the packets from a position on back into the backlogs, newest first; false if the worker was faster. */
  #takeBack(worker: number, word: number, from: number): boolean {
    const lanes = this.lanes;
    lanes.record(worker, this.flows);
    if (!lanes.takeBack(worker, word, from)) return false;
    this.takenBack += this.#emptyFrom(worker, from);
    return true;
  }

  #emptyFrom(worker: number, from: number): number {
    const lanes = this.lanes;
    let count = 0;
    for (; lanes.tail(worker) !== from; count++) {
      const position = lanes.unwrite(worker);
      this.flows.giveBack(worker, lanes.recordAt(worker, position), lanes.handleAt(worker, position), lanes.takeMark(worker, position));
    }
    this.inFlight -= count;
    this.#update(worker);
    return count;
  }

  /** Gives a worker the flows that wait for it, and while nobody is open to ready flows, half of its room to those. */
  #feed(worker: number): void {
    const shares = this.roster.open.size === 0 && this.flows.ready > 0;
    let room = this.lanes.room(worker);
    for (let own = shares ? (room + 1) >> 1 : room; own > 0 && this.flows.waitingFor(worker) > 0; ) {
      own -= this.#moveToLane(worker, this.flows.takeWaiting(worker), own);
    }
    room = shares ? this.lanes.room(worker) : 0;
    while (room > 0 && this.flows.ready > 0) room -= this.#moveToLane(worker, this.flows.takeReady(worker), room);
    this.#update(worker);
  }

  /** Gives free flows to open workers. */
  #dispatchReady(): void {
    if (this.flows.ready === 0) return;
    this.roster.share(this.flows.ready);
    while (this.flows.ready > 0) {
      const worker = this.roster.current();
      if (worker === NONE) return;
      this.roster.spend(this.#moveToLane(worker, this.flows.takeReady(worker), this.lanes.room(worker)));
    }
  }

  /** Moves the front of a flow's backlog into its worker's lane, a burst at most; how many. */
  #moveToLane(worker: number, record: number, limit: number): number {
    const { fields, backlog } = this.flows;
    const tag = this.flows.tagOf(record);
    const count = Math.min(limit, this.#limits.burst, fields[record + QUEUED]!);
    for (let i = 0; i < count; i++) {
      const node = backlog.front(record);
      const mark = backlog.mark(node);
      fields[record + IN_FLIGHT]!++;
      if (mark !== 0) this.lanes.markNext(worker, mark);
      this.lanes.write(worker, record, tag, backlog.handle(node));
      this.#wrote(worker, 1);
      backlog.dropFront(record);
    }
    this.flows.putBack(worker, record);
    if (fields[record + QUEUED]! > 0) this.#update(worker);
    return count;
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
      if (!this.#reclaim(victim, this.lanes.look(victim), false)) continue;
      this.roster.disturbed();
      this.#dispatchReady();
      this.#publishAll();
    }
  }

  /**
   * Takes the newest free flows out of a lane: all, or the share of the idle workers. They go whole: what is taken back
   * really gets free.
   */
  #reclaim(worker: number, word: number, all: boolean): boolean {
    const claimed = claimedOf(word);
    this.lanes.record(worker, this.flows);
    const flows = this.#finder.find(worker, claimed, publishedOf(word));
    const idle = this.roster.idle.size;
    const share = all ? flows : Math.max(1, Math.floor((flows * idle) / (idle + 1)));
    // A worker that has claimed nothing is about to: it keeps at least one.
    const keeps = !all && claimed === handedBackOf(word) ? 1 : 0;
    const taken = Math.min(share, flows - keeps);
    return taken > 0 && this.#takeBack(worker, word, this.#finder.start(flows - taken));
  }

  /** Finds out whether a worker may get other tags, after anything that can change it. */
  #update(worker: number): void {
    if (worker < 0) return;
    const { lanes, roster } = this;
    const open =
      roster.present.has(worker) && lanes.room(worker) > 0 && this.flows.waitingFor(worker) === 0 && !this.#stalls.isStalled(worker);
    roster.update(worker, open);
  }

  /** Splits what a worker held whose thread has ended; those it was in are suspended and no longer in flight. */
  lose(worker: number): { finished: number; requeued: number; held: HeldPacket[] } {
    const { lanes } = this;
    lanes.record(worker, this.flows);
    const split: LaneSplit = splitLane(lanes.look(worker), lanes.note(worker));
    this.#collect(worker, split.handedBack);
    this.roster.present.remove(worker);
    const requeued = this.#emptyFrom(worker, split.suspectTo);
    const before = this.events;
    this.#collect(worker, split.finishedTo);
    const finished = this.events - before;
    const held: HeldPacket[] = [];
    while (lanes.held(worker) > 0) held.unshift(this.#suspend(worker, lanes.unwrite(worker)));
    this.inFlight -= held.length;
    lanes.reset(worker);
    this.#stalls.moved(worker);
    this.#update(worker);
    this.events++;
    return { finished, requeued, held };
  }

  #suspend(worker: number, position: number): HeldPacket {
    const record = this.lanes.recordAt(worker, position);
    this.flows.suspend(worker, record);
    const mark = this.lanes.takeMark(worker, position);
    return { record, tag: this.flows.tagOf(record), handle: this.lanes.handleAt(worker, position), mark };
  }
}
