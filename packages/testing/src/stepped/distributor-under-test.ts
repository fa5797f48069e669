// One distributor with all its workers on one thread, stepped by hand: every interleaving a case needs can be written down, and the
// run is the same every time. Our distributor fits through CoreUnderTest; the doubles implement it directly.
import type { PacketBurst } from '@dist/core';
import type { HistoryBounds } from '../history/history-bounds.ts';

/**
 * Called whenever a call has to wait: the rest of the world takes one step. False: nobody will, so the call would wait for ever;
 * it then gives up.
 */
export type Meanwhile = () => boolean;

/** A packet that its worker died in. */
export interface LostPacket {
  readonly tag: number;
  readonly handle: number;
}

/** Counts of packets. */
export interface Counts {
  readonly accepted: number;
  readonly refused: number;
  /** Handed back, taken or not. */
  readonly returned: number;
  readonly taken: number;
  readonly dropped: number;
  readonly outstanding: number;
}

export interface DistributorUnderTest {
  readonly name: string;
  readonly workers: number;
  /** Packets one handshake moves at most. */
  readonly burst: number;
  /** What it may do to the letter of a promise; without it, what has no bound is not checked. */
  readonly bounds?: HistoryBounds;

  /**
   * Accepts the packets and empties the burst; waits through `meanwhile`. When it gives up, the packets that were not accepted stay in
   * the burst, in order.
   * @returns how many were accepted
   */
  process(packets: PacketBurst, meanwhile: Meanwhile): number;
  /** Accepts what it can now; the rest stays in the burst, in order. */
  tryProcess(packets: PacketBurst): number;
  /** One pass over the workers. */
  poll(): void;
  returnedPackets(into: PacketBurst): number;
  /** @returns true when it ended, false when it gave up because it would wait for ever */
  flush(meanwhile: Meanwhile): boolean;
  /** @returns how many packets it says it dropped */
  clearReturns(): number;

  /** Hand back and ask. False: the worker would have to wait before it can; it tries again at its next step. */
  requestPackets(worker: number, handedBack?: PacketBurst): boolean;
  /** -1: nothing yet; 0: woken with nothing, it asks again; else how many packets. */
  pollPackets(worker: number, into: PacketBurst): number;
  /** The worker notes that it is now in packet `index` of its burst. */
  starting(worker: number, index: number): void;
  /** Hand back and leave. False: the worker would have to wait before it can. */
  returnPackets(worker: number, handedBack?: PacketBurst): boolean;

  /** The worker's thread has ended. @returns the packets it died in, oldest first */
  workerLost(worker: number): readonly LostPacket[];
  /** Start the packet again, with the later suspects of its tag. */
  retry(packet: LostPacket): void;
  fail(packet: LostPacket): void;

  /** What it says of itself; undefined when it says nothing. */
  counters(): Counts | undefined;
  /** Dismisses the workers for good. @returns how many packets it says it dropped; undefined when it cannot be closed */
  close(): number | undefined;
}
