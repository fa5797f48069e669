import { PacketBurst } from '@dist/core';
import type { History } from '../history/history.ts';
import { ANSWER, isAnswered, packetOf } from './answer.ts';
import type { DistributorUnderTest } from './distributor-under-test.ts';

/**
 * What a worker does next: `away` (not there), `asking` (waits for packets), `holding` (has packets it has not all finished),
 * `done` (has finished all and is about to hand back), `dead`.
 */
export type WorkerState = 'away' | 'asking' | 'holding' | 'done' | 'dead';

/** One worker, moved by hand. It records what it does. */
export class SteppedWorker {
  readonly id: number;
  state: WorkerState = 'away';
  /** While true, `step` does nothing: its handler takes longer than the case looks. */
  stuck = false;
  /** Notes each start for the distributor (`starting`), so that a death leaves one suspect at most. */
  notes = false;
  /** Called with each packet it finishes. */
  onFinish: ((packet: number) => void) | undefined;
  /** Every packet it finished, in order. */
  readonly handled: number[] = [];
  /** Packets that had an answer already when they started here. */
  readonly answeredBefore: number[] = [];
  readonly #target: DistributorUnderTest;
  readonly #history: History;
  readonly #burst: PacketBurst;
  /** A part of the burst that goes back alone. */
  readonly #part: PacketBurst;
  /** Packets of the burst that went back before the rest. */
  #backBefore = 0;
  /** Packets of the burst that have started, and that have finished. */
  #started = 0;
  #finished = 0;

  constructor(target: DistributorUnderTest, id: number, history: History) {
    this.#target = target;
    this.id = id;
    this.#history = history;
    this.#burst = new PacketBurst(target.burst);
    this.#part = new PacketBurst(target.burst);
  }

  /** Packets it has in hand, in the order it got them. */
  get holding(): readonly number[] {
    return Array.from(this.#burst.handles.subarray(this.#backBefore, this.#burst.count), packetOf);
  }

  /** Hands back what is finished and asks for more; false when the distributor makes it wait. Joins when it was away. */
  ask(): boolean {
    if (!this.#target.requestPackets(this.id, this.#upTo(this.#burst.count))) return false;
    this.#handedBack();
    this.state = 'asking';
    return true;
  }

  /** Hands back what is finished and keeps the rest, asking for more already; false when the distributor makes it wait. */
  askEarly(): boolean {
    if (!this.#target.requestPackets(this.id, this.#upTo(this.#finished))) return false;
    this.#recordHandBack(this.#finished);
    this.#backBefore = this.#finished;
    return true;
  }

  /** Takes what it was given; how many packets. */
  take(): number {
    const count = this.#target.pollPackets(this.id, this.#burst);
    if (count > 0) this.state = 'holding';
    else {
      this.#forget();
      // Woken with nothing: it has to ask again.
      if (count === 0) this.state = 'done';
    }
    return Math.max(0, count);
  }

  /** Starts the next packet in hand; its number. */
  start(): number {
    const index = this.#started;
    if (index >= this.#burst.count) throw new RangeError(`worker ${this.id} has no packet left to start`);
    const packet = packetOf(this.#burst.handles[index]!);
    if (isAnswered(this.#burst.handles[index]!)) this.answeredBefore.push(packet);
    if (this.notes) this.#target.starting(this.id, index);
    this.#history.started(packet, this.#burst.tags[index]!, this.id);
    this.#started += 1;
    return packet;
  }

  /** Finishes the packet that it started last; its number. */
  finish(): number {
    const index = this.#finished;
    const packet = packetOf(this.#burst.handles[index]!);
    this.#burst.handles[index] = packet + ANSWER;
    this.#history.finished(packet, this.#burst.tags[index]!, this.id);
    this.#finished += 1;
    this.handled.push(packet);
    this.onFinish?.(packet);
    if (this.#finished === this.#burst.count) this.state = 'done';
    return packet;
  }

  /** Starts and finishes all that is in hand. */
  work(): void {
    while (this.state === 'holding') {
      if (this.#started === this.#finished) this.start();
      this.finish();
    }
  }

  /** Finishes what is in hand, hands it back and leaves; false when the distributor makes it wait. */
  leave(): boolean {
    this.work();
    if (!this.#target.returnPackets(this.id, this.#upTo(this.#burst.count))) return false;
    this.#handedBack();
    this.state = 'away';
    return true;
  }

  /** The next step of the usual loop: ask, take, start, finish, ... True when something came of it. */
  step(): boolean {
    if (this.stuck) return false;
    switch (this.state) {
      case 'away':
      case 'dead':
        return false;
      case 'asking':
        return this.take() > 0;
      case 'holding':
        if (this.#started === this.#finished) this.start();
        else this.finish();
        return true;
      case 'done': {
        const brings = this.#burst.count > 0;
        return this.ask() && brings;
      }
    }
  }

  /** Its thread ends here, whatever it is in. Nobody is told. */
  die(): void {
    this.state = 'dead';
    this.#forget();
  }

  /** The slot has a new worker, which has not joined yet. */
  replace(): void {
    this.die();
    this.state = 'away';
  }

  /** The packets of the burst that have not gone back, up to an index. */
  #upTo(index: number): PacketBurst {
    this.#part.clear();
    for (let i = this.#backBefore; i < index; i += 1) this.#part.push(this.#burst.tags[i]!, this.#burst.handles[i]!);
    return this.#part;
  }

  #recordHandBack(upTo: number): void {
    for (let i = this.#backBefore; i < upTo; i += 1) this.#history.handedBack(packetOf(this.#burst.handles[i]!), this.#burst.tags[i]!, this.id);
  }

  #handedBack(): void {
    this.#recordHandBack(this.#burst.count);
    this.#forget();
  }

  #forget(): void {
    this.#burst.clear();
    this.#started = 0;
    this.#finished = 0;
    this.#backBefore = 0;
  }
}
