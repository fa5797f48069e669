// @dist/core's distributor and workers behind the stepped interface. The shipped process() and flush() run, waiting included: their wait
// strategy is the hook that lets the rest of the world take its steps.
import { Distributor, DistributorError, DistributorWorker, NOTHING_YET } from '@dist/core';
import type { DistributorOptions, PacketBurst, Suspect, WaitStrategy } from '@dist/core';
import type { HistoryBounds } from '../history/history-bounds.ts';
import { boundsOf } from '../history-file/run-facts.ts';
import type { Counts, DistributorUnderTest, LostPacket, Meanwhile } from './distributor-under-test.ts';

class GaveUp extends Error {}

export class CoreUnderTest implements DistributorUnderTest {
  readonly name = '@dist/core';
  readonly workers: number;
  readonly burst: number;
  readonly bounds: HistoryBounds;
  /** For what only our distributor has: counters, close. */
  readonly distributor: Distributor;
  readonly #seats: (DistributorWorker | undefined)[];
  readonly #suspects = new Map<number, Suspect>();
  #meanwhile: Meanwhile = () => false;

  constructor(options: Omit<DistributorOptions, 'wait'>) {
    const wait: WaitStrategy = {
      parkMs: Infinity,
      spin: (): boolean => {
        if (!this.#meanwhile()) throw new GaveUp('nobody will move');
        return true;
      },
    };
    this.distributor = Distributor.create({ ...options, wait });
    this.workers = this.distributor.limits.workers;
    this.burst = this.distributor.limits.burst;
    this.bounds = boundsOf({ ...this.distributor.limits });
    this.#seats = Array.from({ length: this.workers }, () => undefined);
  }

  process(packets: PacketBurst, meanwhile: Meanwhile): number {
    const offered = packets.count;
    this.#meanwhile = meanwhile;
    try {
      this.distributor.process(packets);
    } catch (error) {
      if (!isEndOfWait(error)) throw error;
    }
    return offered - packets.count;
  }

  tryProcess(packets: PacketBurst): number {
    return this.distributor.tryProcess(packets);
  }

  poll(): void {
    this.distributor.poll();
  }

  returnedPackets(into: PacketBurst): number {
    return this.distributor.returnedPackets(into);
  }

  flush(meanwhile: Meanwhile): boolean {
    this.#meanwhile = meanwhile;
    try {
      this.distributor.flush();
      return true;
    } catch (error) {
      if (!isEndOfWait(error)) throw error;
      return false;
    }
  }

  clearReturns(): number {
    return this.distributor.clearReturns();
  }

  requestPackets(worker: number, handedBack?: PacketBurst): boolean {
    this.#seat(worker).requestPackets(handedBack);
    return true;
  }

  pollPackets(worker: number, into: PacketBurst): number {
    const count = this.#seat(worker).pollPackets(into);
    return count === NOTHING_YET ? -1 : count;
  }

  starting(worker: number, index: number): void {
    this.#seat(worker).starting(index);
  }

  returnPackets(worker: number, handedBack?: PacketBurst): boolean {
    this.#seat(worker).returnPackets(handedBack);
    return true;
  }

  workerLost(worker: number): readonly LostPacket[] {
    this.#seats[worker] = undefined;
    const { suspects } = this.distributor.workerLost(worker);
    for (const suspect of suspects) this.#suspects.set(suspect.handle, suspect);
    return suspects;
  }

  retry(packet: LostPacket): void {
    this.distributor.retry(this.#suspect(packet));
  }

  fail(packet: LostPacket): void {
    this.distributor.fail(this.#suspect(packet));
    this.#suspects.delete(packet.handle);
  }

  counters(): Counts {
    return this.distributor.counters();
  }

  close(): number {
    return this.distributor.close();
  }

  #suspect(packet: LostPacket): Suspect {
    const suspect = this.#suspects.get(packet.handle);
    if (suspect === undefined) throw new RangeError(`no worker died in packet ${packet.handle}`);
    return suspect;
  }

  #seat(worker: number): DistributorWorker {
    return (this.#seats[worker] ??= DistributorWorker.attach(this.distributor.region, worker));
  }
}

/** The wait ended because only the caller could go on. */
function isEndOfWait(error: unknown): boolean {
  if (error instanceof GaveUp) return true;
  return DistributorError.isInstance(error) && (error.code === 'RETURNS_FULL' || error.code === 'UNDECIDED_LOSS');
}
