// The distributor's side: what an application calls. It belongs to the thread that created it.
import { DistributorError } from '../errors/distributor-error.ts';
import { LinearMemory } from '../memory/linear-memory.ts';
import type { Memory } from '../memory/memory.ts';
import { stampRegion } from '../memory/region.ts';
import { SharedMemory } from '../memory/shared-memory.ts';
import { HEAP, type Space } from '../memory/space.ts';
import { PacketBurst } from '../packet-burst.ts';
import { requireInteger } from '../require-integer.ts';
import { BURST_WORD, LANE_CAPACITY_WORD, WORKERS_WORD, regionBytes } from '../slot/distributor-layout.ts';
import { AWAY, CLOSED, packHandshake, withPresence } from '../slot/handshake.ts';
import { type EventLoopWait, eventLoop } from '../wait/event-loop.ts';
import { Bell } from './bell.ts';
import type { DistributorCounters } from './counters.ts';
import { Dispatcher } from './dispatcher.ts';
import { type DistributorLimits, type DistributorOptions, resolveOptions } from './options.ts';
import { Suspects } from './suspects.ts';
import type { Suspect, WorkerLoss } from './worker-loss.ts';

/**
 * Hands tagged packets to workers: never two packets of a tag at the same time, those of a tag in order.
 * Distributor-side functions of DPDK's packet distributor library, `rte_distributor_create` to `_clear_returns`.
 */
export class Distributor {
  /** The options with their defaults. */
  readonly limits: DistributorLimits;
  readonly #memory: Memory;
  readonly #space: Space;
  readonly #dispatcher: Dispatcher;
  readonly #suspects: Suspects;
  readonly #bell: Bell;
  #accepted = 0;
  #refused = 0;
  #taken = 0;
  #dropped = 0;
  /** The counters as they were when it was closed. */
  #final: DistributorCounters | undefined;

  /** Allocates everything that the distributor will ever use. @throws RangeError for an option out of its range. */
  static create(options: DistributorOptions): Distributor {
    const limits = resolveOptions(options);
    const bytes = regionBytes(limits.workers, limits.laneCapacity);
    if (options.memory !== undefined) return new Distributor(limits, options.memory(bytes), HEAP);
    const linear = LinearMemory.create(bytes);
    return new Distributor(limits, new SharedMemory(linear?.region ?? new SharedArrayBuffer(bytes)), linear ?? HEAP);
  }

  private constructor(limits: DistributorLimits, memory: Memory, space: Space) {
    this.limits = limits;
    this.#memory = memory;
    this.#space = space;
    memory.write(WORKERS_WORD, limits.workers);
    memory.write(LANE_CAPACITY_WORD, limits.laneCapacity);
    memory.write(BURST_WORD, limits.burst);
    this.#dispatcher = new Dispatcher(memory, limits, space);
    this.#suspects = new Suspects(this.#dispatcher);
    this.#bell = new Bell(memory, this.#dispatcher, limits);
    for (let worker = 0; worker < limits.workers; worker++) {
      memory.store(this.#dispatcher.lanes.handshake(worker), packHandshake(0, 0, 0, AWAY));
    }
    stampRegion(memory, 'distributor');
  }

  /** The shared memory that workers attach to. Send it to their threads. */
  get region(): SharedArrayBuffer {
    return this.#memory.buffer;
  }

  /**
   * A burst in the distributor's own memory. It is a burst like any other, but {@link process} and {@link returnedPackets} move what is in
   * there by WebAssembly, which takes far less time. Make the few that your loop needs once: their memory is the distributor's, for as long as
   * that lives.
   * @param capacity packets it can hold, 1 to 2^20.
   * @throws RangeError for another capacity, or when there is no more memory.
   */
  createBurst(capacity: number): PacketBurst {
    return new PacketBurst(capacity, this.#space);
  }

  /**
   * Accepts all packets, waiting by the distributor's wait strategy while there is no room. The burst is empty afterwards.
   * A packet whose tag's backlog is full does not hold up the packets of other tags behind it.
   * @returns how many packets it accepted.
   * @throws DistributorError `RETURNS_FULL` when only the caller can make room, by `returnedPackets`; `UNDECIDED_LOSS`
   *   when only the caller can go on, by `retry` or `fail`. The burst then holds what was not accepted.
   */
  process(packets: PacketBurst): number {
    let accepted = this.#accept(packets);
    for (let round = 1; packets.count > 0; ) {
      this.#requireProgress(packets);
      round = this.#bell.step(round);
      accepted += this.#accept(packets);
    }
    return accepted;
  }

  /** As {@link process}, for an event loop: it waits without blocking the thread. One call at a time. */
  async processAsync(packets: PacketBurst, wait: EventLoopWait = eventLoop()): Promise<number> {
    let accepted = 0;
    const look = (): boolean => {
      accepted += this.#accept(packets);
      if (packets.count > 0) this.#requireProgress(packets);
      return packets.count === 0;
    };
    await wait.until(look, () => this.activity());
    return accepted;
  }

  /**
   * Accepts what there is room for now. What it refuses stays in the burst, moved to the front and in order.
   * @returns how many packets it accepted.
   */
  tryProcess(packets: PacketBurst): number {
    const accepted = this.#accept(packets);
    this.#refused += packets.count;
    return accepted;
  }

  /**
   * Takes packets that workers have handed back, oldest first and in order within each tag; they replace the content
   * of `into`. Looks at the workers itself when none are ready.
   * @returns how many packets were written, 0 if there are none now.
   */
  returnedPackets(into: PacketBurst): number {
    this.#requireOpen();
    const { returned } = this.#dispatcher;
    if (returned.size > 0) returned.take(into);
    else this.#dispatcher.glance(into);
    this.#taken += into.count;
    return into.count;
  }

  /** Looks at all workers once: collects what they handed back and feeds them. Never waits. @returns packets outstanding. */
  poll(): number {
    this.#requireOpen();
    this.#dispatcher.pass();
    return this.#dispatcher.outstanding;
  }

  /**
   * Waits until every accepted packet has been returned; the caller can then take them. It ends by that condition, also
   * while workers leave and join, and it waits for a worker when there is none.
   * @returns packets still outstanding: 0, or those that wait for a decision about a lost worker.
   */
  flush(): number {
    this.#requireOpen();
    this.#dispatcher.pass();
    for (let round = 1; !this.#flushed(); ) round = this.#bell.step(round);
    return this.#dispatcher.outstanding;
  }

  /** As {@link flush}, for an event loop: it waits without blocking the thread. */
  async flushAsync(wait: EventLoopWait = eventLoop()): Promise<number> {
    const look = (): boolean => {
      this.poll();
      return this.#flushed();
    };
    await wait.until(look, () => this.activity());
    return this.#dispatcher.outstanding;
  }

  /** Throws away the returned packets that were not taken, those handed back just now included; how many. */
  clearReturns(): number {
    this.#requireOpen();
    this.#dispatcher.pass();
    const count = this.#dispatcher.returned.clear();
    this.#dropped += count;
    return count;
  }

  /**
   * Tells that a worker's thread has ended, however it ended. Only then may it be called: nothing of that thread may run
   * any more. The slot is free for another worker afterwards.
   * @returns what became of the packets it held.
   */
  workerLost(worker: number): WorkerLoss {
    this.#requireOpen();
    requireInteger('worker', worker, 0, this.limits.workers - 1);
    const loss = this.#suspects.take(worker);
    this.#dispatcher.pass();
    this.#bell.wake();
    return loss;
  }

  /** Gives a suspect, and all later ones of its tag, to a worker again. @throws DistributorError `NOT_A_SUSPECT`. */
  retry(suspect: Suspect): void {
    this.#requireOpen();
    this.#suspects.retry(suspect);
    this.#dispatcher.pass();
  }

  /** Returns a suspect as `FAILED`. Suspects of a tag are decided oldest first. @throws DistributorError `NOT_A_SUSPECT`. */
  fail(suspect: Suspect): void {
    this.#requireOpen();
    this.#suspects.fail(suspect);
    this.#dispatcher.pass();
  }

  /** Packets accepted and not returned, as far as this side has looked. Costs nothing, other than `counters` and `poll`. */
  get outstanding(): number {
    return this.#final === undefined ? this.#dispatcher.outstanding : 0;
  }

  /** A snapshot of all counters. It looks at every packet in flight to count their tags: not for the hot path. */
  counters(): DistributorCounters {
    if (this.#final !== undefined) return this.#final;
    const { outstanding, returned, lanes, sender, reclaimer, roster } = this.#dispatcher;
    const { inFlight } = lanes;
    const suspects = this.#suspects.count;
    return {
      accepted: this.#accepted,
      refused: this.#refused,
      returned: this.#taken + this.#dropped + returned.size,
      taken: this.#taken,
      dropped: this.#dropped,
      takenBack: reclaimer.takenBack,
      handshakes: sender.handshakes,
      wakes: sender.wakes,
      outstanding,
      inFlight,
      backlog: outstanding - inFlight - suspects,
      suspects,
      flows: this.#dispatcher.countTags(),
      workers: roster.present.size,
    };
  }

  /**
   * For event loops: a promise that is resolved when a worker has handed back, joined or left, or the distributor was
   * closed; `undefined` when that has happened already: call {@link poll}. While all workers have enough to do, it may be
   * `coalesceMs` late. A pending promise keeps no process alive.
   */
  activity(): Promise<void> | undefined {
    return this.#bell.activity();
  }

  /**
   * Dismisses the workers: those that wait or ask get 0 packets, for ever. Packets that are not back are dropped.
   * @returns how many packets were dropped: outstanding, or returned and not taken.
   */
  close(): number {
    if (this.#final !== undefined) return 0;
    const dropped = this.#dispatcher.outstanding + this.#dispatcher.returned.size;
    const nothing = { outstanding: 0, inFlight: 0, backlog: 0, suspects: 0, flows: 0, workers: 0 };
    this.#final = { ...this.counters(), returned: this.#accepted, dropped: this.#dropped + dropped, ...nothing };
    for (let worker = 0; worker < this.limits.workers; worker++) this.#dismiss(worker);
    this.#bell.close();
    return dropped;
  }

  #dismiss(worker: number): void {
    const at = this.#dispatcher.lanes.handshake(worker);
    let word = this.#memory.load(at);
    for (;;) {
      const seen = this.#memory.compareExchange(at, word, withPresence(word, CLOSED));
      if (seen === word) break;
      word = seen;
    }
    this.#dispatcher.lanes.wake(worker);
  }

  #accept(packets: PacketBurst): number {
    this.#requireOpen();
    const accepted = this.#dispatcher.accept(packets);
    this.#accepted += accepted;
    return accepted;
  }

  #flushed(): boolean {
    return this.#dispatcher.outstanding === 0 || (this.#dispatcher.stuck && this.#suspects.count > 0);
  }

  #requireOpen(): void {
    if (this.#final !== undefined) throw new DistributorError('CLOSED', 'the distributor has been closed');
  }

  #requireProgress(packets: PacketBurst): void {
    if (!this.#dispatcher.stuck) return;
    const suspects = this.#suspects.count;
    const { returned } = this.#dispatcher;
    if (suspects > 0) {
      throw new DistributorError(
        'UNDECIDED_LOSS',
        `${packets.count} packets cannot be accepted: decide first about ${suspects} packets of lost workers, by retry() or fail()`,
      );
    }
    if (this.#dispatcher.room > 0) return;
    throw new DistributorError(
      'RETURNS_FULL',
      `${packets.count} packets cannot be accepted: ${returned.size} returned packets wait, twice the capacity of ${this.limits.capacity}; take them with returnedPackets()`,
    );
  }
}
