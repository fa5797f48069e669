// A distributor with its calls written down: what was accepted, who asked, what was claimed, who left, which flushes ended. With the events
// of the handlers and the rests, which a SteppedRun records, a history has all that the seven promises need.
import type { PacketBurst } from '@dist/core';
import { Look } from '../history/event-kind.ts';
import type { HistoryBounds } from '../history/history-bounds.ts';
import type { History } from '../history/history.ts';
import { packetOf } from './answer.ts';
import type { Counts, DistributorUnderTest, LostPacket, Meanwhile } from './distributor-under-test.ts';

/** Records ACCEPTED, ASKED, CLAIMED, LEFT, FLUSHING, FLUSHED, FLUSH_ABANDONED and LOOKED around the calls of a distributor. */
export class RecordedDistributor implements DistributorUnderTest {
  readonly name: string;
  readonly workers: number;
  readonly burst: number;
  readonly bounds: HistoryBounds;
  readonly #target: DistributorUnderTest;
  readonly #history: History;

  constructor(target: DistributorUnderTest, history: History) {
    this.#target = target;
    this.#history = history;
    this.bounds = target.bounds ?? {};
    this.name = target.name;
    this.workers = target.workers;
    this.burst = target.burst;
  }

  process(packets: PacketBurst, meanwhile: Meanwhile): number {
    return this.#accepting(packets, () => this.#target.process(packets, meanwhile));
  }

  tryProcess(packets: PacketBurst): number {
    return this.#accepting(packets, () => this.#target.tryProcess(packets));
  }

  poll(): void {
    this.#target.poll();
    this.#history.looked(Look.POLL);
  }

  returnedPackets(into: PacketBurst): number {
    const count = this.#target.returnedPackets(into);
    if (count === 0) this.#history.looked(Look.COLLECT);
    return count;
  }

  flush(meanwhile: Meanwhile): boolean {
    this.#history.flushing();
    const ended = this.#target.flush(meanwhile);
    if (ended) this.#history.flushed(this.#target.counters()?.outstanding);
    else this.#history.flushAbandoned();
    return ended;
  }

  clearReturns(): number {
    return this.#target.clearReturns();
  }

  requestPackets(worker: number, handedBack?: PacketBurst): boolean {
    const asked = this.#target.requestPackets(worker, handedBack);
    if (asked) this.#history.asked(worker);
    else this.#history.looked(Look.ASK, worker);
    return asked;
  }

  pollPackets(worker: number, into: PacketBurst): number {
    const count = this.#target.pollPackets(worker, into);
    for (let i = 0; i < count; i += 1) this.#history.claimed(packetOf(into.handles[i]!), into.tags[i]!, worker);
    if (count <= 0) this.#history.looked(Look.TAKE, worker);
    return count;
  }

  starting(worker: number, index: number): void {
    this.#target.starting(worker, index);
  }

  returnPackets(worker: number, handedBack?: PacketBurst): boolean {
    const left = this.#target.returnPackets(worker, handedBack);
    if (left) this.#history.left(worker);
    else this.#history.looked(Look.LEAVE, worker);
    return left;
  }

  workerLost(worker: number): readonly LostPacket[] {
    return this.#target.workerLost(worker);
  }

  retry(packet: LostPacket): void {
    this.#target.retry(packet);
  }

  fail(packet: LostPacket): void {
    this.#target.fail(packet);
  }

  counters(): Counts | undefined {
    return this.#target.counters();
  }

  close(): number | undefined {
    return this.#target.close();
  }

  #accepting(packets: PacketBurst, call: () => number): number {
    const offered = Array.from({ length: packets.count }, (_, i) => [packets.handles[i]!, packets.tags[i]!] as const);
    const accepted = call();
    const refused = new Set(packets.handles.subarray(0, packets.count));
    for (const [packet, tag] of offered) if (!refused.has(packet)) this.#history.accepted(packet, tag);
    if (accepted === 0) this.#history.looked(Look.OFFER);
    return accepted;
  }
}
