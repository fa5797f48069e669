import { Distributor, PacketBurst } from '../../src/index.ts';
import type { DistributorOptions, Memory, WorkerLoss } from '../../src/index.ts';
import { SteppedWorker } from './stepped-worker.ts';
import { Witness } from './witness.ts';

const ROOM = 4096;

/** A packet that came back. */
export interface ReturnedPacket {
  readonly tag: number;
  readonly handle: number;
  readonly attempt: number;
  readonly outcome: number;
}

/** A distributor and its workers on one thread: every step is a call, and so every run is the same. */
export class SteppedRun {
  readonly distributor: Distributor;
  readonly workers: SteppedWorker[];
  readonly witness: Witness = new Witness();
  /** Packets that were submitted and refused so far. */
  readonly waiting: PacketBurst;
  readonly #returned: PacketBurst;
  readonly #seen: (region: SharedArrayBuffer) => SharedArrayBuffer | Memory;

  /** A run in which something happens at each look while the distributor waits: so that calls that wait can be tested on one thread. */
  static whileWaiting(options: DistributorOptions, step: (run: SteppedRun, look: number) => void): SteppedRun {
    let looks = 0;
    const spin = (): boolean => {
      if (++looks > 100_000) throw new Error(`Finite: it still waits: ${JSON.stringify(run.distributor.counters())}`);
      step(run, looks);
      return true;
    };
    const run: SteppedRun = new SteppedRun({ ...options, wait: { parkMs: 1, spin } });
    return run;
  }

  /**
   * The workers are attached; they have not joined.
   * @param seen the memory as the workers see it.
   */
  constructor(options: DistributorOptions, seen: (region: SharedArrayBuffer) => SharedArrayBuffer | Memory = (region) => region) {
    this.distributor = Distributor.create(options);
    this.waiting = this.distributor.createBurst(ROOM);
    this.#returned = this.distributor.createBurst(ROOM);
    this.#seen = seen;
    this.workers = Array.from({ length: options.workers }, (_, id) => this.#attach(id));
  }

  /** All workers ask, and the distributor sees it. */
  join(): this {
    for (const worker of this.workers) worker.ask();
    this.distributor.poll();
    return this;
  }

  /** Submits one packet of each tag behind those that were refused before; how many were accepted, old ones included. */
  submit(...tags: readonly number[]): number {
    for (const tag of tags) if (!this.waiting.push(tag, this.witness.submit(tag))) throw new RangeError(`more than ${ROOM} packets wait to be accepted`);
    // A worker may have a packet before the call has returned.
    for (const handle of this.waiting.handles.subarray(0, this.waiting.count)) this.witness.accept(handle);
    const accepted = this.distributor.tryProcess(this.waiting);
    for (const handle of this.waiting.handles.subarray(0, this.waiting.count)) this.witness.refuse(handle);
    return accepted;
  }

  /** Takes at most `count` packets that came back. */
  takeReturned(count: number = this.#returned.capacity): ReturnedPacket[] {
    const burst = count === this.#returned.capacity ? this.#returned : new PacketBurst(count);
    const length = this.distributor.returnedPackets(burst);
    return Array.from({ length }, (_, i) => {
      const packet = { tag: burst.tags[i]!, handle: burst.handles[i]!, attempt: burst.attempts[i]!, outcome: burst.outcomes[i]! };
      this.witness.takeReturned(packet.tag, packet.handle);
      return packet;
    });
  }

  /** The thread of a worker ends here; another one takes its slot, and has not joined yet. Its suspects are retried or failed. */
  lose(id: number, decide: 'retry' | 'fail' | 'later' = 'later'): WorkerLoss {
    const { held } = this.workers[id]!;
    const loss = this.distributor.workerLost(id);
    const suspects = new Set(loss.suspects.map(({ handle }) => handle));
    for (const { tag, handle } of held.slice(0, loss.finished)) this.witness.handBack(tag, handle);
    const unfinished = held.slice(loss.finished);
    for (const { tag, handle } of unfinished.filter((packet) => !suspects.has(packet.handle)).toReversed()) this.witness.giveUp(tag, handle);
    this.workers[id] = this.#attach(id);
    if (decide !== 'later') this.decide(loss, decide);
    return loss;
  }

  /** Decides about all suspects of a loss. */
  decide(loss: WorkerLoss, how: 'retry' | 'fail'): void {
    const retried = new Set<number>();
    for (const suspect of loss.suspects) {
      if (how === 'fail') {
        this.distributor.fail(suspect);
        this.witness.handBack(suspect.tag, suspect.handle);
      } else if (!retried.has(suspect.tag)) {
        retried.add(suspect.tag);
        for (const other of loss.suspects.toReversed()) if (other.tag === suspect.tag) this.witness.giveUp(other.tag, other.handle);
        this.distributor.retry(suspect);
      }
    }
  }

  /** Lets all workers work until everything that was submitted has been returned and taken. Throws when that does not come. */
  finish(): ReturnedPacket[] {
    const returned: ReturnedPacket[] = [];
    for (const worker of this.workers) worker.ask();
    for (let idle = 0; this.waiting.count > 0 || this.witness.outstanding > 0 || this.witness.returned > 0; idle++) {
      const before = returned.length;
      this.submit();
      for (const worker of this.workers) worker.run();
      this.distributor.poll();
      returned.push(...this.takeReturned());
      if (returned.length > before) idle = 0;
      if (idle > 8) {
        throw new Error(`Finite: nothing moves, ${this.witness.outstanding} packets are outstanding: ${JSON.stringify(this.distributor.counters())}`);
      }
    }
    return returned;
  }

  #attach(id: number): SteppedWorker {
    return new SteppedWorker(this.#seen(this.distributor.region), id, this.distributor.limits.burst, this.witness);
  }
}
