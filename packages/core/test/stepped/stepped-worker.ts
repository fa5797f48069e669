import { DistributorWorker, FAILED, PacketBurst } from '../../src/index.ts';
import type { DistributorWorker as Worker, Memory, WorkerOptions } from '../../src/index.ts';
import type { Witness } from './witness.ts';

/** A packet that a worker has claimed. */
export interface HeldPacket {
  readonly tag: number;
  readonly handle: number;
  readonly attempt: number;
}

/** A worker that is moved by hand, step by step. It tells the witness what it does. */
export class SteppedWorker {
  readonly id: number;
  readonly worker: Worker;
  /** Packets claimed and not handed back, oldest first. */
  readonly held: HeldPacket[] = [];
  readonly #witness: Witness;
  readonly #into: PacketBurst;
  /** Packets of its last burst, and how many of them it has noted. */
  #burst = 0;
  #noted = 0;

  constructor(region: SharedArrayBuffer | Memory, id: number, burst: number, witness: Witness, options: WorkerOptions = {}) {
    this.id = id;
    this.worker = DistributorWorker.attach(region, id, options);
    this.#witness = witness;
    this.#into = new PacketBurst(burst);
  }

  /** Asks for packets, and hands back the oldest `count` of those it has. */
  ask(count: number = this.held.length): void {
    this.worker.requestPackets(this.#oldest(count));
    this.#handedBack(count);
  }

  /** Takes what it was given; how many packets, -1 or 0 as `pollPackets`. */
  take(): number {
    const count = this.worker.pollPackets(this.#into);
    if (count > 0) [this.#burst, this.#noted] = [count, 0];
    for (let i = 0; i < count; i++) {
      const packet = { tag: this.#into.tags[i]!, handle: this.#into.handles[i]!, attempt: this.#into.attempts[i]! };
      this.#witness.claim(this.id, packet.tag, packet.handle, packet.attempt > 1);
      this.held.push(packet);
    }
    return count;
  }

  /** Notes that it starts the next packet of its last burst; false when there is none, or it has gone back already. */
  note(): boolean {
    if (this.#noted === this.#burst || this.held.length < this.#burst - this.#noted) return false;
    this.worker.starting(this.#noted++);
    return true;
  }

  /** Takes, finishes and hands back until nothing comes; how many packets. */
  run(): number {
    let handled = 0;
    if (this.held.length > 0) this.ask();
    for (let count = this.take(); count > 0; count = this.take()) {
      handled += count;
      this.ask();
    }
    return handled;
  }

  /** Hands all back and leaves. */
  leave(): void {
    const { length } = this.held;
    this.worker.returnPackets(this.#oldest(length));
    this.#handedBack(length);
  }

  /** Hands the oldest packet back as failed. */
  failOldest(): void {
    const burst = this.#oldest(1);
    burst.outcomes[0] = FAILED;
    this.worker.requestPackets(burst);
    this.#handedBack(1);
  }

  #oldest(count: number): PacketBurst {
    const burst = new PacketBurst(Math.max(1, count));
    for (const { tag, handle, attempt } of this.held.slice(0, count)) {
      burst.push(tag, handle);
      burst.attempts[burst.count - 1] = attempt;
    }
    return burst;
  }

  #handedBack(count: number): void {
    for (const { tag, handle } of this.held.splice(0, count)) this.#witness.handBack(tag, handle);
  }
}
