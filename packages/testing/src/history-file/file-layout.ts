// A recorded run as bytes. Little-endian; `varint` is base 128, low groups first, 1 to 5 bytes; `delta` is a varint of the zigzag of the
// 32-bit difference to the same column of the last event of the same kind in the same block, 0 before the first.
//
//   header   "DISTHIST" | version u8 | varint length | facts: JSON in ASCII | CRC-32 of all before
//   block    1 u8 | varint length | varint events | the events              | CRC-32 of the block before      any number of them
//   event    kind u8 | packet delta? | tag delta? | worker varint?                                    which of them: `columnsOf`
//   end      2 u8 | varint length | varint events in all | flags u8         | CRC-32 of the block before      flags: 1 the run is over,
//                                                                                                              2 no event is missing
import { EventKind } from '../history/event-kind.ts';

/** "DISTHIST" */
export const MAGIC: readonly number[] = [0x44, 0x49, 0x53, 0x54, 0x48, 0x49, 0x53, 0x54];
/** Goes up when a reader of the old one would misread the new one. */
export const FORMAT_VERSION = 1;
export const EVENTS = 1;
export const END = 2;
export const RUN_IS_OVER = 1;
export const NOTHING_MISSING = 2;
/** Events of one block at most: what a reader has to hold, and what a cut file loses, is bounded by it. */
export const BLOCK_EVENTS = 4096;
export const CHECKSUM_BYTES = 4;

export const PACKET = 1;
export const TAG = 2;
export const WORKER = 4;

const columns: Readonly<Record<EventKind, number>> = {
  [EventKind.SUBMITTED]: PACKET | TAG,
  [EventKind.STARTED]: PACKET | TAG | WORKER,
  [EventKind.FINISHED]: PACKET | TAG | WORKER,
  [EventKind.HANDED_BACK]: PACKET | TAG | WORKER,
  [EventKind.RETURNED]: PACKET | TAG,
  [EventKind.DROPPED]: PACKET | TAG,
  [EventKind.CLEARED]: PACKET,
  [EventKind.WORKER_LOST]: WORKER,
  [EventKind.SUSPECT]: PACKET | TAG | WORKER,
  [EventKind.RETRIED]: PACKET | TAG,
  [EventKind.FAILED]: PACKET | TAG,
  [EventKind.ACCEPTED]: PACKET | TAG,
  [EventKind.ASKED]: WORKER,
  [EventKind.CLAIMED]: PACKET | TAG | WORKER,
  [EventKind.LEFT]: WORKER,
  [EventKind.RESTED]: PACKET,
  [EventKind.FLUSHING]: 0,
  [EventKind.FLUSHED]: PACKET,
  [EventKind.FLUSH_ABANDONED]: 0,
  [EventKind.CLOCK]: PACKET,
  [EventKind.LOOKED]: PACKET | WORKER,
};

/** The columns that an event of this kind has, -1 for a number that is no kind. */
export function columnsOf(kind: number): number {
  return (columns as Readonly<Record<number, number>>)[kind] ?? -1;
}

/** Small numbers of either sign to small numbers: 0, -1, 1, -2 ... to 0, 1, 2, 3 ... */
export function zigzag(difference: number): number {
  return ((difference << 1) ^ (difference >> 31)) >>> 0;
}

export function unzigzag(value: number): number {
  return (value >>> 1) ^ -(value & 1);
}
