// The algorithm. A free tag goes to a worker with room, a pinned one behind its packets in the same lane, and what
// finds no room waits in the backlog of its flow. A flow is unpinned when its last packet has been collected.
// The cost of a packet does not depend on how many workers or flows there are: sets and lists, never scans.
import type { Memory } from '../memory/memory.ts';
import { FAILED, MAX_ATTEMPTS, type PacketBurst } from '../packet-burst.ts';
import { Backlog } from '../flows/backlog.ts';
import { FlowLists } from '../flows/flow-lists.ts';
import { FREE, FlowTable, IN_FLIGHT, LOST, NONE, QUEUED, TAG, WORKER, RECORD_SHIFT } from '../flows/flow-table.ts';
import { AWAY, PARKED, POSITION_MASK, advance, claimedOf, distance, handedBackOf, presenceOf, publishedOf } from '../slot/handshake.ts';
import { attemptOf, markOf } from '../slot/mark.ts';
import { isNoted, isRunning, positionOf } from '../slot/note.ts';
import { Lanes } from './lanes.ts';
import type { DistributorLimits } from './options.ts';
import { ReturnedRing } from './returned-ring.ts';
import { WorkerSet } from './worker-set.ts';

/** A packet of a lost worker that is under suspicion. */
export interface HeldPacket {
  readonly record: number;
  readonly tag: number;
  readonly handle: number;
  readonly attempt: number;
}

export class Dispatcher {
  readonly returned: ReturnedRing;
  /** Packets in lanes. */
  inFlight = 0;
  /** Packets accepted and not returned. */
  outstanding = 0;
  /** Packets of lost workers that the caller has to decide about. */
  suspects = 0;
  /** Grows whenever a worker has handed back, joined or left. */
  events = 0;
  takenBack = 0;
  handshakes = 0;
  wakes = 0;

  readonly #limits: DistributorLimits;
  readonly #table: FlowTable;
  readonly #fields: Int32Array;
  readonly #backlog: Backlog;
  readonly #lists: FlowLists;
  readonly #ready: number;
  readonly #lanes: Lanes;

  /** Workers that are there. */
  readonly #present: WorkerSet;
  /** Workers that may get another tag: there, with room, not stalled, and no flow of theirs waits. */
  readonly #open: WorkerSet;
  /** Open workers that hold nothing. */
  readonly #idle: WorkerSet;
  /** Workers with packets that are written and not published. */
  readonly #unpublished: WorkerSet;
  /** Workers found away while packets were published to them. */
  readonly #leavers: WorkerSet;

  // The worker that gets the next free tags, and how many more packets it gets before another one's turn.
  #target = 0;
  #turn = 0;
  #turnLength = 1;
  #nextOpen = 0;
  #nextVisit = 0;
  #nextVictim = 0;

  // A worker that claims nothing while others finish `#stallAfter` packets is stalled: its lane is emptied.
  readonly #stallAfter: number;
  readonly #stalled: Uint8Array;
  readonly #lastClaimed: Int32Array;
  readonly #movedAt: Int32Array;
  #collected = 0;

  // Scratch of #reclaim: marks on flows, and where flows start in a lane.
  readonly #stamps: Int32Array;
  #stamp = 0;
  readonly #starts: Int32Array;

  constructor(memory: Memory, limits: DistributorLimits) {
    const { workers, capacity, credits } = limits;
    this.#limits = limits;
    this.returned = new ReturnedRing(capacity);
    this.#table = new FlowTable(capacity);
    this.#fields = this.#table.fields;
    this.#backlog = new Backlog(this.#fields, capacity);
    this.#lists = new FlowLists(workers + 1, capacity);
    this.#ready = workers;
    this.#lanes = new Lanes(memory, workers, limits.laneCapacity, credits);
    this.#present = new WorkerSet(workers);
    this.#open = new WorkerSet(workers);
    this.#idle = new WorkerSet(workers);
    this.#unpublished = new WorkerSet(workers);
    this.#leavers = new WorkerSet(workers);
    this.#stallAfter = 4 * credits;
    this.#stalled = new Uint8Array(workers);
    this.#lastClaimed = new Int32Array(workers);
    this.#movedAt = new Int32Array(workers);
    this.#stamps = new Int32Array(capacity);
    this.#starts = new Int32Array(limits.laneCapacity);
  }

  get flows(): number {
    return this.#table.size;
  }

  get workersPresent(): number {
    return this.#present.size;
  }

  /** Nothing is with a worker or can be given to one: only the caller can make anything go on. */
  get stuck(): boolean {
    return this.inFlight === 0 && this.#lists.size(this.#ready) === 0;
  }

  /** Accepts what fits and moves the rest to the front of the burst; how many were accepted. */
  accept(packets: PacketBurst): number {
    const count = packets.count;
    this.#visitSome(Math.min(this.#limits.workers, 1 + (count >> 2)));
    this.#setTurnLength(count);
    this.#dispatchReady();
    this.#setTurnLength(count);
    const kept = this.#admit(packets, count);
    this.#publishAll();
    this.#balance(4);
    packets.count = kept;
    return count - kept;
  }

  /** Looks at every worker once: collects, feeds, takes back for idle workers. */
  pass(): void {
    this.#visitSome(this.#limits.workers);
    this.#setTurnLength(this.#lists.size(this.#ready));
    this.#dispatchReady();
    this.#publishAll();
    this.#balance(this.#limits.workers);
  }

  #admit(packets: PacketBurst, count: number): number {
    const { tags, handles } = packets;
    const fields = this.#fields;
    const { flowBacklog } = this.#limits;
    // Only the caller frees capacity, so it cannot grow inside this loop. Nor does a backlog shrink in here: once a
    // packet is refused, every later one of its tag is refused too.
    let room = this.#limits.capacity - this.outstanding - this.returned.size;
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const tag = tags[i]! | 0;
      const handle = handles[i]! | 0;
      if (room > 0 && this.#place(fields, tag, handle, flowBacklog)) {
        room--;
        this.outstanding++;
      } else {
        tags[kept] = tag;
        handles[kept++] = handle;
      }
    }
    return kept;
  }

  /** Puts a new packet in a lane or in its flow's backlog; false if that backlog is full. */
  #place(fields: Int32Array, tag: number, handle: number, flowBacklog: number): boolean {
    let record = this.#table.find(tag);
    if (record === NONE) {
      record = this.#table.insert(tag);
      const worker = this.#takeTurn();
      if (worker === NONE) {
        this.#backlog.append(record, handle, 0);
        this.#lists.append(this.#ready, record);
      } else {
        fields[record + WORKER] = worker;
        fields[record + IN_FLIGHT] = 1;
        this.#write(worker, record, tag, handle, 0);
      }
      return true;
    }
    const worker = fields[record + WORKER]!;
    const queued = fields[record + QUEUED]!;
    if (queued === 0 && worker >= 0 && this.#lanes.room(worker) > 0) {
      fields[record + IN_FLIGHT]!++;
      this.#write(worker, record, tag, handle, 0);
      return true;
    }
    if (queued >= flowBacklog) return false;
    this.#backlog.append(record, handle, 0);
    if (queued === 0 && worker >= 0) {
      this.#lists.append(worker, record);
      this.#refresh(worker);
    }
    return true;
  }

  /** The worker for a free tag, or NONE. Workers take turns of a whole burst, or of less while some have nothing. */
  #takeTurn(): number {
    if (this.#turn === 0 || !this.#open.has(this.#target)) {
      const worker = this.#choose();
      if (worker === NONE) return NONE;
      this.#target = worker;
      this.#turn = this.#turnLength;
    }
    this.#turn--;
    return this.#target;
  }

  #choose(): number {
    const idle = this.#idle.size;
    if (idle > 0) return this.#idle.at(idle - 1);
    const open = this.#open.size;
    if (open === 0) return NONE;
    // The one with more room of two neighbours: nearly as even as the best of all, and it costs the same for any number.
    if (++this.#nextOpen >= open) this.#nextOpen = 0;
    const one = this.#open.at(this.#nextOpen);
    const other = this.#open.at(this.#nextOpen + 1 < open ? this.#nextOpen + 1 : 0);
    return this.#lanes.held(one) <= this.#lanes.held(other) ? one : other;
  }

  #setTurnLength(packets: number): void {
    const idle = this.#idle.size;
    const { burst } = this.#limits;
    this.#turnLength = idle === 0 ? burst : Math.max(1, Math.min(burst, Math.ceil(packets / idle)));
    this.#turn = 0;
  }

  #write(worker: number, record: number, tag: number, handle: number, mark: number): void {
    const lanes = this.#lanes;
    const held = lanes.held(worker);
    lanes.write(worker, record, tag, handle, mark);
    this.inFlight++;
    if (held === 0) {
      this.#idle.remove(worker);
      this.#movedAt[worker] = this.#collected;
    }
    if (held + 1 === lanes.credits) this.#open.remove(worker);
    const unpublished = lanes.unpublished(worker);
    if (unpublished === this.#limits.burst) this.#publish(worker);
    else if (unpublished === 1) this.#unpublished.add(worker);
  }

  #publish(worker: number): void {
    const word = this.#lanes.publish(worker);
    this.#unpublished.remove(worker);
    this.handshakes++;
    if (presenceOf(word) === PARKED) {
      this.wakes++;
      this.#lanes.wake(worker);
    }
    const handedBack = handedBackOf(word);
    if (handedBack !== this.#lanes.head[worker]) this.#collect(worker, handedBack);
    // A flow may be on its way into this very lane: what a leave takes back is taken when all is published.
    if (presenceOf(word) === AWAY) this.#leavers.add(worker);
  }

  #publishAll(): void {
    while (this.#unpublished.size > 0) this.#publish(this.#unpublished.at(this.#unpublished.size - 1));
    while (this.#leavers.size > 0) {
      const worker = this.#leavers.at(this.#leavers.size - 1);
      this.#leavers.remove(worker);
      this.#observe(worker, this.#lanes.look(worker));
    }
  }

  #visitSome(visits: number): void {
    const { workers } = this.#limits;
    for (let i = 0; i < visits; i++) {
      const worker = this.#nextVisit;
      this.#nextVisit = worker + 1 < workers ? worker + 1 : 0;
      const word = this.#lanes.look(worker);
      this.#observe(worker, word);
      if (!this.#present.has(worker)) continue;
      this.#watchProgress(worker, word);
      this.#feed(worker);
    }
  }

  /** Takes in what a handshake word says: hand-backs, and whether the worker is there. */
  #observe(worker: number, word: number): void {
    const handedBack = handedBackOf(word);
    if (handedBack !== this.#lanes.head[worker]) this.#collect(worker, handedBack);
    const away = presenceOf(word) === AWAY;
    if (away === this.#present.has(worker)) {
      if (away) this.#leave(worker);
      else this.#join(worker);
    }
  }

  /** Moves the packets up to a position to the returned ring and unlocks the tags whose last packet came back. */
  #collect(worker: number, upTo: number): void {
    const lanes = this.#lanes;
    const fields = this.#fields;
    let position = lanes.head[worker]!;
    const count = distance(position, upTo);
    while (position !== upTo) {
      const record = lanes.recordAt(worker, position);
      this.returned.push(fields[record + TAG]!, lanes.handleAt(worker, position), lanes.takeMark(worker, position));
      if (--fields[record + IN_FLIGHT]! === 0) this.#unpin(worker, record);
      position = (position + 1) & POSITION_MASK;
    }
    lanes.head[worker] = upTo;
    this.#stalled[worker] = 0;
    this.inFlight -= count;
    this.outstanding -= count;
    this.#collected = (this.#collected + count) | 0;
    this.events += count;
    this.#refresh(worker);
  }

  /** The flow has nothing in flight any more. */
  #unpin(worker: number, record: number): void {
    if (this.#fields[record + QUEUED] === 0) {
      this.#table.remove(record);
      return;
    }
    this.#fields[record + WORKER] = FREE;
    if (worker >= 0) this.#lists.remove(worker, record);
    this.#lists.append(this.#ready, record);
  }

  #join(worker: number): void {
    this.events++;
    this.#present.add(worker);
    this.#refresh(worker);
  }

  /** The worker has left: what it did not claim goes elsewhere. It may come back at any moment and claim again. */
  #leave(worker: number): void {
    this.events++;
    this.#present.remove(worker);
    this.#refresh(worker);
    for (;;) {
      const word = this.#lanes.look(worker);
      if (presenceOf(word) !== AWAY) {
        this.#observe(worker, word);
        return;
      }
      if (this.#takeBack(worker, word, claimedOf(word))) return;
    }
  }

  /** Takes the packets from a position on back into the backlogs, newest first; false if the worker was faster. */
  #takeBack(worker: number, word: number, from: number): boolean {
    if (!this.#lanes.takeBack(worker, word, from)) return false;
    this.takenBack += this.#requeue(worker, from);
    return true;
  }

  #requeue(worker: number, from: number): number {
    const lanes = this.#lanes;
    const fields = this.#fields;
    const count = distance(from, lanes.tail[worker]!);
    for (let i = 0; i < count; i++) {
      const position = lanes.unwrite(worker);
      const record = lanes.recordAt(worker, position);
      const waited = fields[record + QUEUED]! > 0;
      this.#backlog.prepend(record, lanes.handleAt(worker, position), lanes.takeMark(worker, position));
      if (--fields[record + IN_FLIGHT]! === 0) {
        fields[record + WORKER] = FREE;
        if (waited) this.#lists.remove(worker, record);
        this.#lists.prepend(this.#ready, record);
      } else if (!waited) {
        this.#lists.append(worker, record);
      }
    }
    this.inFlight -= count;
    this.#refresh(worker);
    return count;
  }

  /** Gives a worker what only it may get, and free flows if there is nobody else for them. */
  #feed(worker: number): void {
    const waiting = this.#lists.size(worker);
    if (waiting === 0) return;
    const lanes = this.#lanes;
    const alone = this.#open.size === 0 && this.#lists.size(this.#ready) > 0;
    let share = alone ? (lanes.room(worker) + 1) >> 1 : lanes.room(worker);
    while (share > 0 && this.#lists.size(worker) > 0) {
      const record = this.#lists.first(worker);
      this.#lists.remove(worker, record);
      share -= this.#moveToLane(worker, record, Math.min(share, this.#limits.burst));
      if (this.#fields[record + QUEUED]! > 0) this.#lists.append(worker, record);
    }
    if (alone) this.#giveReady(worker);
    this.#refresh(worker);
  }

  /** Moves the front of a flow's backlog into the lane of its worker; how many. */
  #moveToLane(worker: number, record: number, limit: number): number {
    const fields = this.#fields;
    const count = Math.min(limit, fields[record + QUEUED]!);
    for (let i = 0; i < count; i++) {
      const node = this.#backlog.front(record);
      fields[record + IN_FLIGHT]!++;
      this.#write(worker, record, fields[record + TAG]!, this.#backlog.handle(node), this.#backlog.mark(node));
      this.#backlog.dropFront(record);
    }
    return count;
  }

  /** Fills a worker's room with free flows. */
  #giveReady(worker: number): void {
    while (this.#lanes.room(worker) > 0 && this.#lists.size(this.#ready) > 0) this.#pinFirstReady(worker);
  }

  #pinFirstReady(worker: number): number {
    const record = this.#lists.first(this.#ready);
    this.#lists.remove(this.#ready, record);
    this.#fields[record + WORKER] = worker;
    const moved = this.#moveToLane(worker, record, Math.min(this.#lanes.room(worker), this.#limits.burst));
    if (this.#fields[record + QUEUED]! > 0) {
      this.#lists.append(worker, record);
      this.#refresh(worker);
    }
    return moved;
  }

  #dispatchReady(): void {
    while (this.#lists.size(this.#ready) > 0) {
      const worker = this.#takeTurn();
      if (worker === NONE) return;
      this.#turn = Math.max(0, this.#turn + 1 - this.#pinFirstReady(worker));
    }
  }

  /** Finds out whether a worker stalls: it claims nothing while the others finish a lot. */
  #watchProgress(worker: number, word: number): void {
    const claimed = claimedOf(word);
    if (claimed !== this.#lastClaimed[worker]) {
      this.#lastClaimed[worker] = claimed;
      this.#movedAt[worker] = this.#collected;
      if (this.#stalled[worker] === 0) return;
      this.#stalled[worker] = 0;
      this.#refresh(worker);
    } else if (claimed !== publishedOf(word) && ((this.#collected - this.#movedAt[worker]!) | 0) > this.#stallAfter) {
      this.#stalled[worker] = 1;
      this.#refresh(worker);
      this.#reclaim(worker, word, true);
    }
  }

  /** Takes unclaimed packets back for workers that have nothing, when nothing else is there for them. */
  #balance(tries: number): void {
    const { workers } = this.#limits;
    for (let i = 0; i < tries; i++) {
      if (this.#idle.size === 0 || this.#lists.size(this.#ready) > 0) return;
      const victim = this.#nextVictim;
      this.#nextVictim = victim + 1 < workers ? victim + 1 : 0;
      if (!this.#present.has(victim) || this.#lanes.held(victim) < 2) continue;
      if (!this.#reclaim(victim, this.#lanes.look(victim), false)) continue;
      this.#setTurnLength(this.#lists.size(this.#ready));
      this.#dispatchReady();
      this.#publishAll();
    }
  }

  /**
   * Takes free flows, those without a claimed packet, out of a lane: all of them, or the share of the idle workers.
   * The newest go; a flow goes whole, so what is taken back really gets free.
   */
  #reclaim(worker: number, word: number, all: boolean): boolean {
    const lanes = this.#lanes;
    const claimed = claimedOf(word);
    const published = publishedOf(word);
    const stamp = (this.#stamp = (this.#stamp + 1) | 0);
    for (let at = lanes.head[worker]!; at !== claimed; at = advance(at, 1)) this.#stampOnce(lanes.recordAt(worker, at), stamp);
    let flows = 0;
    for (let at = claimed; at !== published; at = advance(at, 1)) {
      if (this.#stampOnce(lanes.recordAt(worker, at), stamp)) this.#starts[flows++] = at;
    }
    // A worker that has claimed nothing is about to: it keeps at least one.
    const keep = claimed === handedBackOf(word) && !all ? 1 : 0;
    const idle = this.#idle.size;
    const wanted = all ? flows : Math.max(1, Math.floor((flows * idle) / (idle + 1)));
    const take = Math.min(wanted, flows - keep);
    return take > 0 && this.#takeBack(worker, word, this.#starts[flows - take]!);
  }

  #stampOnce(record: number, stamp: number): boolean {
    const at = record >> RECORD_SHIFT;
    if (this.#stamps[at] === stamp) return false;
    this.#stamps[at] = stamp;
    return true;
  }

  /** Whether a worker may get other tags, after anything that can change it. */
  #refresh(worker: number): void {
    const held = this.#lanes.held(worker);
    const open =
      this.#present.has(worker) && held < this.#lanes.credits && this.#lists.size(worker) === 0 && this.#stalled[worker] === 0;
    if (open) this.#open.add(worker);
    else this.#open.remove(worker);
    if (open && held === 0) this.#idle.add(worker);
    else this.#idle.remove(worker);
  }

  /** Splits what a dead worker held; see `Distributor.workerLost`. */
  lose(worker: number): { finished: number; requeued: number; held: HeldPacket[] } {
    const lanes = this.#lanes;
    const word = lanes.look(worker);
    const note = lanes.note(worker);
    const handedBack = handedBackOf(word);
    const claimed = claimedOf(word);
    this.#collect(worker, handedBack);
    const noted = isNoted(note) && distance(handedBack, positionOf(note)) <= distance(handedBack, claimed);
    const finishedTo = noted ? positionOf(note) : handedBack;
    const suspectTo = noted ? advance(finishedTo, isRunning(note) && finishedTo !== claimed ? 1 : 0) : claimed;
    this.#present.remove(worker);
    const requeued = this.#requeue(worker, suspectTo);
    this.#collect(worker, finishedTo);
    const held: HeldPacket[] = [];
    for (let at = finishedTo; at !== suspectTo; at = advance(at, 1)) held.push(this.#suspect(worker, at));
    this.inFlight -= held.length;
    this.suspects += held.length;
    lanes.reset(worker);
    this.#stalled[worker] = 0;
    this.#lastClaimed[worker] = 0;
    this.#refresh(worker);
    this.events++;
    return { finished: distance(handedBack, finishedTo), requeued, held };
  }

  #suspect(worker: number, position: number): HeldPacket {
    const fields = this.#fields;
    const record = this.#lanes.recordAt(worker, position);
    if (fields[record + WORKER] !== LOST) {
      fields[record + WORKER] = LOST;
      if (fields[record + QUEUED]! > 0) this.#lists.remove(worker, record);
    }
    const attempt = attemptOf(this.#lanes.takeMark(worker, position));
    return { record, tag: fields[record + TAG]! >>> 0, handle: this.#lanes.handleAt(worker, position) >>> 0, attempt };
  }

  /** Gives suspects of one flow, all that are left of it and oldest first, out again. */
  retry(packets: readonly HeldPacket[]): void {
    for (const { record, handle, attempt } of packets.toReversed()) {
      this.#backlog.prepend(record, handle, markOf(Math.min(attempt + 1, MAX_ATTEMPTS), 0));
      this.#settle(record);
    }
  }

  /** Returns a suspect, the oldest of its flow, as failed. */
  fail({ record, tag, handle, attempt }: HeldPacket): void {
    this.returned.push(tag | 0, handle | 0, markOf(attempt, FAILED));
    this.outstanding--;
    this.#settle(record);
  }

  #settle(record: number): void {
    this.suspects--;
    this.events++;
    if (--this.#fields[record + IN_FLIGHT]! === 0) this.#unpin(LOST, record);
  }

  /** Wakes a worker whatever its state. */
  wake(worker: number): void {
    this.#lanes.wake(worker);
  }

  handshake(worker: number): number {
    return this.#lanes.handshake(worker);
  }
}
