// The loops that see every packet, in two forms that do the same: JavaScript, and WebAssembly for what stands in a distributor's linear
// memory. There is no atomic access in them: what they touch of a lane is this side's, from a hand-back to the next publish.
import type { PacketBurst } from '../packet-burst.ts';
import type { Returns } from './returns.ts';

export interface Loops {
  /**
   * Writes packets `from` to `to` of a burst into a lane, from the word `first` on, and counts them by the pins of their buckets, up to
   * the first that something speaks against; how many. All of their places follow each other.
   */
  append(packets: PacketBurst, from: number, to: number, first: number, worker: number): number;

  /**
   * Moves at most `count` packets from a lane, from the word `first` on, to places from `place` on, and takes them off their pins, up to the
   * first whose bucket has records; how many.
   */
  collect(first: number, count: number, into: Returns, place: number): number;

  /** Whether any of `count` marks is not 0. */
  anyMark(marks: number, count: number): boolean;
}
