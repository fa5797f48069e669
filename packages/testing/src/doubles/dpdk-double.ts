// What the doubles of DPDK's two modes share: calls that it does not have, and calls that would wait for ever given up.
import type { PacketBurst } from '@dist/core';
import type { DistributorUnderTest, LostPacket, Meanwhile } from '../stepped/distributor-under-test.ts';
import { GaveUp } from './gave-up.ts';
import { OverwritingRing } from './overwriting-ring.ts';
import { packetsOf, putPackets } from './packet.ts';
import type { Packet } from './packet.ts';
import type { PastFault } from './past-fault.ts';

/** How many packets of a call have been accepted so far. */
export interface Progress {
  accepted: number;
}

export abstract class DpdkDouble implements DistributorUnderTest {
  abstract readonly name: string;
  abstract readonly burst: number;
  readonly workers: number;
  protected readonly returns: OverwritingRing = new OverwritingRing();
  protected readonly fault: PastFault | undefined;
  /** What happens while a call waits. */
  protected meanwhile: Meanwhile = () => false;

  constructor(options: { readonly workers: number; readonly fault?: PastFault | undefined }) {
    this.workers = options.workers;
    this.fault = options.fault;
  }

  /** Accepts packets. @throws GaveUp */
  protected abstract offer(packets: readonly Packet[], progress: Progress): void;
  /** Looks at every worker. @throws GaveUp */
  protected abstract pass(): void;
  /** False when the flush gives up. @throws GaveUp */
  protected abstract flushNow(): boolean;

  abstract clearReturns(): number;
  abstract requestPackets(worker: number, handedBack?: PacketBurst): boolean;
  abstract pollPackets(worker: number, into: PacketBurst): number;
  abstract returnPackets(worker: number, handedBack?: PacketBurst): boolean;

  process(packets: PacketBurst, meanwhile: Meanwhile): number {
    const offered = packetsOf(packets);
    const progress: Progress = { accepted: 0 };
    this.#until(meanwhile, () => {
      this.offer(offered, progress);
      return true;
    });
    putPackets(packets, offered.slice(progress.accepted));
    return progress.accepted;
  }

  /** The original has no such call: what a caller gets who cannot wait. */
  tryProcess(packets: PacketBurst): number {
    return this.process(packets, () => false);
  }

  /** Where the original would hang, what it was about to distribute anew is gone. */
  poll(): void {
    this.#until(
      () => false,
      () => {
        this.pass();
        return true;
      },
    );
  }

  returnedPackets(into: PacketBurst): number {
    return putPackets(into, this.returns.take(into.capacity));
  }

  flush(meanwhile: Meanwhile): boolean {
    return this.#until(meanwhile, () => this.flushNow());
  }

  starting(): void {
    // The original has no such note.
  }

  /** The original knows nothing of dead workers. */
  workerLost(): readonly LostPacket[] {
    return [];
  }

  counters(): undefined {
    return undefined;
  }

  close(): undefined {
    return undefined;
  }

  retry(): void {
    throw new RangeError('DPDK has no retry');
  }

  fail(): void {
    throw new RangeError('DPDK has no failed packets');
  }

  /** What a call says, or false when it would wait for ever. */
  #until(meanwhile: Meanwhile, call: () => boolean): boolean {
    this.meanwhile = meanwhile;
    try {
      return call();
    } catch (error) {
      if (error instanceof GaveUp) return false;
      throw error;
    }
  }
}
