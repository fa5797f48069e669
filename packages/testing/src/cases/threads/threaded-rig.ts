import { Distributor, PacketBurst, PayloadPool } from '@dist/core';
import type { Suspect, WaitStrategy } from '@dist/core';
import { LiveChecker } from '../../live/live-checker.ts';
import { joinVerdicts } from '../../verdict/join-verdicts.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import type { ViolationKind } from '../../verdict/violation-kind.ts';
import { ViolationList } from '../../verdict/violation-list.ts';
import type { Rig } from '../functional/rig.ts';
import { Command, Desk } from './desk.ts';
import type { ThreadHost, WorkerThread } from './thread-host.ts';
import type { WorkerHabits } from './worker-order.ts';

export interface ThreadedOptions {
  readonly workers: number;
  readonly burst: number;
  readonly habits?: WorkerHabits;
  /** Tags are 0..tags-1; default 65536. */
  readonly tags?: number;
  /** Packets that may be out at once; default 4096. */
  readonly handles?: number;
  /** Buffers of a pool that every packet takes one of; default 0: no pool. */
  readonly buffers?: number;
  readonly gate?: 'atomic' | 'plain';
}

/**
 * A rig on real threads: @dist/core's blocking calls on this one, workers on threads of the host, checked live. Packets are named by
 * their handles, which are used again once the packet has come back.
 */
export class ThreadedRig implements Rig {
  readonly workers: number;
  readonly distributor: Distributor;
  readonly checker: LiveChecker;
  readonly desk: Desk;
  readonly #host: ThreadHost;
  readonly #habits: WorkerHabits;
  readonly #threads: (WorkerThread | undefined)[];
  readonly #pool: PayloadPool | undefined;
  readonly #findings = new ViolationList();
  readonly #free: number[];
  readonly #payloads: Int32Array;
  readonly #burst = new PacketBurst(256);
  #submitted = 0;
  #closed = false;

  static async start(host: ThreadHost, options: ThreadedOptions): Promise<ThreadedRig> {
    const rig = new ThreadedRig(host, options);
    await Promise.all(rig.#threads.map((_, worker) => rig.launch(worker)));
    return rig;
  }

  private constructor(host: ThreadHost, options: ThreadedOptions) {
    const { workers, burst, handles = 4096, tags = 65_536, buffers = 0 } = options;
    this.workers = workers;
    this.#host = host;
    this.#habits = options.habits ?? {};
    this.desk = Desk.create(workers, handles);
    this.distributor = Distributor.create({ workers, burst, wait: this.#waitStrategy() });
    this.checker = LiveChecker.create({ tags, handles, workers, gate: options.gate ?? 'atomic' });
    this.#pool = buffers === 0 ? undefined : PayloadPool.create({ buffers, bytes: 64 });
    this.#threads = Array.from({ length: workers }, () => undefined);
    this.#free = Array.from({ length: handles }, (_, i) => handles - 1 - i);
    this.#payloads = new Int32Array(handles);
  }

  /** Starts a worker's thread, and waits until it is up. */
  async launch(worker: number): Promise<void> {
    this.desk.reset(worker);
    const thread = this.#host.start({
      worker,
      workers: this.workers,
      region: this.distributor.region,
      checker: this.checker.region,
      desk: this.desk.region,
      pool: this.#pool?.region,
      habits: this.#habits,
    });
    this.#threads[worker] = thread;
    const ended = thread.ended.then(() => {
      throw new Error(`the thread of worker ${worker} ended before it was up`);
    });
    await Promise.race([this.desk.announced(worker), ended]);
    // From here on its end is looked at when the rig ends.
    ended.catch(() => undefined);
  }

  /** Packets that can be submitted before some have to be collected. */
  get room(): number {
    return this.#free.length;
  }

  process(tags: readonly number[]): number[] {
    const handles = tags.map((tag) => this.#submit(tag));
    this.distributor.process(this.#burst);
    return handles;
  }

  poll(): void {
    this.distributor.poll();
  }

  flush(): void {
    this.distributor.flush();
  }

  collect(limit: number): number[] {
    const burst = limit < this.#burst.capacity ? new PacketBurst(Math.max(1, limit)) : this.#burst;
    const returned: number[] = [];
    while (returned.length + burst.capacity <= limit || returned.length === 0) {
      const count = this.distributor.returnedPackets(burst);
      if (count === 0) break;
      for (let i = 0; i < count; i += 1) {
        const handle = burst.handles[i]!;
        this.checker.returned(burst.tags[i]!, handle);
        if (burst.outcomes[i] === 0) this.desk.verify(handle, this.#payloads[handle]!);
        this.#free.push(handle);
        returned.push(handle);
      }
    }
    burst.clear();
    return returned;
  }

  clearReturns(): void {
    this.checker.cleared(this.distributor.clearReturns());
  }

  handled(worker: number): number {
    return this.desk.handled(worker);
  }

  workerOf(packet: number): number {
    return this.desk.workerOf(packet);
  }

  sleep(worker: number): void {
    this.desk.tell(worker, Command.SLEEP);
  }

  /** Gives the worker a moment when it is not. */
  isAsleep(worker: number): boolean {
    if (!this.desk.isAsleep(worker)) this.desk.awaitCommand(worker, Command.SLEEP);
    return this.desk.isAsleep(worker);
  }

  wake(worker: number): void {
    this.desk.tell(worker, Command.RUN);
  }

  quit(): void {
    for (let worker = 0; worker < this.workers; worker += 1) this.desk.tell(worker, Command.QUIT);
  }

  close(): number {
    this.#closed = true;
    const dropped = this.distributor.close();
    this.checker.cleared(dropped);
    return dropped;
  }

  expect(kept: boolean, text: string): void {
    this.note(kept, 'contract', text);
  }

  /** Notes a violation unless `kept`. */
  note(kept: boolean, kind: ViolationKind, text: string): void {
    if (!kept) this.#findings.add({ kind, text });
  }

  /** Waits until a worker is stuck in this packet; that worker. */
  async stuckIn(handle: number): Promise<number> {
    for (;;) {
      this.poll();
      for (let worker = 0; worker < this.workers; worker += 1) if (this.desk.stuckIn(worker) === handle) return worker;
      if (this.desk.failed) throw new Error('a worker has failed');
      await this.desk.pause();
    }
  }

  /** Ends a worker's thread wherever it is and tells the distributor; the packets it died in, oldest first. */
  async kill(worker: number): Promise<readonly Suspect[]> {
    await this.#threads[worker]?.kill();
    this.#threads[worker] = undefined;
    this.checker.workerLost(worker);
    const { suspects } = this.distributor.workerLost(worker);
    for (const { tag } of suspects) this.checker.suspect(tag);
    return suspects;
  }

  /** @param suspects all suspects of one tag, oldest first */
  retry(suspects: readonly Suspect[]): void {
    const [oldest] = suspects;
    if (oldest === undefined) return;
    for (const { tag, handle } of suspects) this.checker.retried(tag, handle);
    this.distributor.retry(oldest);
  }

  /** @param last whether no other suspect of its tag is left */
  fail(suspect: Suspect, last: boolean): void {
    this.checker.failed(suspect.tag, suspect.handle, last);
    this.distributor.fail(suspect);
  }

  /** Dismisses the workers, waits for their threads, and judges. Rejects when one of them failed. */
  async end(): Promise<Verdict> {
    if (!this.#closed) this.note(this.close() === 0, 'lost', 'packets were still out when the distributor was closed');
    for (const thread of this.#threads) await thread?.ended;
    this.note(this.desk.torn === 0, 'contract', `${this.desk.torn} payloads were seen half written, or another's`);
    return joinVerdicts([this.checker.verdict('complete'), this.#findings.verdict(`${this.workers} worker threads`)]);
  }

  /** After an error in the case: ends all threads. */
  async abandon(): Promise<void> {
    for (const thread of this.#threads) await thread?.kill();
  }

  #submit(tag: number): number {
    const handle = this.#free.pop();
    if (handle === undefined) throw new RangeError('no handle is free: collect first');
    const payload = (Math.imul(this.#submitted, 0x9e3779b1) ^ tag) | 0;
    this.#submitted += 1;
    this.#payloads[handle] = payload;
    this.desk.load(handle, this.#allocate(), payload);
    this.checker.submitted(tag, handle);
    if (!this.#burst.push(tag, handle)) throw new RangeError(`more than ${this.#burst.capacity} packets are submitted at once`);
    return handle;
  }

  #allocate(): number {
    if (this.#pool === undefined) return -1;
    for (;;) {
      const buffer = this.#pool.allocate();
      if (buffer >= 0) return buffer;
      this.poll();
      if (this.desk.failed) throw new Error('a worker has failed');
    }
  }

  /** Parks like the default, but looks up now and then: a worker that has failed must not leave the caller waiting for ever. */
  #waitStrategy(): WaitStrategy {
    return {
      parkMs: 20,
      spin: (round, pause): boolean => {
        if (this.desk.failed) throw new Error('a worker has failed');
        pause();
        return round < 1000;
      },
    };
  }
}
