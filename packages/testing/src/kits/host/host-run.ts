import { Distributor, PacketBurst } from '@dist/core';
import { Desk } from '../../cases/threads/desk.ts';
import type { ThreadHost, WorkerThread } from '../../cases/threads/thread-host.ts';
import type { WorkerHabits } from '../../cases/threads/worker-order.ts';
import { LiveChecker } from '../../live/live-checker.ts';
import { block, pause, within } from './within.ts';

const HANDLES = 64;

/** A distributor whose workers a host starts, and a caller that never waits for ever. */
export class HostRun {
  readonly distributor: Distributor;
  readonly workers: number;
  readonly checker: LiveChecker;
  readonly #desk: Desk;
  readonly #host: ThreadHost;
  readonly #seconds: number;
  readonly #threads: WorkerThread[] = [];
  readonly #packets = new PacketBurst(HANDLES);
  #next = 0;
  #back = 0;

  constructor(host: ThreadHost, seconds: number, workers = 1) {
    this.#host = host;
    this.#seconds = seconds;
    this.workers = workers;
    this.#desk = Desk.create(workers, HANDLES);
    this.distributor = Distributor.create({ workers, burst: 1 });
    this.checker = LiveChecker.create({ tags: HANDLES, handles: HANDLES, workers });
  }

  start(worker: number, habits: WorkerHabits = {}): WorkerThread {
    if (worker < this.workers) this.#desk.reset(worker);
    const { workers } = this;
    const thread = this.#host.start({ worker, workers, region: this.distributor.region, checker: this.checker.region, desk: this.#desk.region, pool: undefined, habits });
    // Whoever awaits it is told; a rejection that comes earlier is nobody's yet.
    thread.ended.catch(() => undefined);
    this.#threads.push(thread);
    return thread;
  }

  /** Starts a thread, and waits until its code runs on the memory of this one. */
  async launch(worker: number, habits: WorkerHabits = {}): Promise<WorkerThread> {
    const thread = this.start(worker, habits);
    await within(this.#seconds, this.#desk.announced(worker), `worker ${worker} did not show itself in shared memory`);
    return thread;
  }

  /** A packet of a tag of its own. */
  submit(): void {
    const handle = this.#next;
    this.#next += 1;
    this.#desk.load(handle, -1, handle);
    this.checker.submitted(handle, handle);
    this.#packets.push(handle, handle);
    this.distributor.tryProcess(this.#packets);
  }

  /** Packets that a worker has handled. */
  handled(worker: number): number {
    return this.#desk.handled(worker);
  }

  /** Waits until every packet is back, without a turn of the event loop if it blocks; false when that takes too long. */
  async allBack(blocking = false): Promise<boolean> {
    const returned = new PacketBurst(HANDLES);
    for (let left = this.#seconds * 1000; this.#back < this.#next && left > 0; left -= 1) {
      const count = this.distributor.returnedPackets(returned);
      for (let i = 0; i < count; i += 1) this.checker.returned(returned.tags[i]!, returned.handles[i]!);
      this.#back += count;
      if (count === 0 && blocking) block(1);
      else if (count === 0) await pause(1);
    }
    return this.#back === this.#next;
  }

  /** Waits until a worker is inside a packet: it has been given one and does not come out of it. */
  async inside(worker: number): Promise<boolean> {
    return this.#soon(() => this.#desk.stuckIn(worker) >= 0);
  }

  /** Waits until all workers have asked for packets; false when that takes too long. */
  async joined(): Promise<boolean> {
    return this.#soon(() => this.distributor.counters().workers === this.workers);
  }

  /** One worker may get stuck, see `habits.stuckIn`. */
  allowStuck(): void {
    this.#desk.allowStuck();
  }

  async #soon(look: () => boolean): Promise<boolean> {
    for (let left = this.#seconds * 1000; left > 0; left -= 1) {
      this.distributor.poll();
      if (look()) return true;
      await pause(1);
    }
    return false;
  }

  /** Dismisses the workers, and ends what is left of them. */
  async end(): Promise<void> {
    this.distributor.close();
    for (const thread of this.#threads) await within(this.#seconds, thread.kill(), 'kill() did not resolve');
  }
}
