// Where everything stands in a distributor's region. Offsets are in 32-bit words.
//
//   header   line 0: magic, kind, version, workers, lane capacity, burst      written once, before sharing
//            line 1: bell         SILENT, WAITING or below 0 written by the distributor; RUNG by a worker
//                     tick         0: nobody writes it, the distributor sleeps on it for a time
//   slot 0   line 0: handshake    see handshake.ts
//            line 2: owner, note  written by the worker alone (owner: by the distributor when the worker is lost)
//            packets [capacity]   tag, handle: written by the distributor before it publishes, and by nobody else
//            marks   [capacity]   what is unusual about a packet, see mark.ts: by the distributor before it publishes, by the
//                                 worker before it hands back; 0 nearly always, and then nobody writes
//            results [capacity]   the handle that comes back in place of the packet's, where the mark says so: by the worker
//   slot 1 …
//
// What stands in a lane are plain words: the handshake passes them from one side to the other and back. A packet's tag and handle
// stand together, so that a small burst is one cache line, and lines of packets pass in one direction only.
// Slots start on 128 bytes, since processors fetch lines in pairs.
import { REGION_WORDS } from '../memory/region.ts';

const LINE = 16;
const PAIR = 2 * LINE;

export const WORKERS_WORD: number = REGION_WORDS;
export const LANE_CAPACITY_WORD: number = REGION_WORDS + 1;
export const BURST_WORD: number = REGION_WORDS + 2;
export const BELL_WORD: number = LINE;
export const TICK_WORD: number = LINE + 1;
/**
 * Values of the bell: nobody listens; the distributor waits; a worker has rung and the distributor is not up yet. Below 0 it
 * coalesces: see bell.ts.
 */
export const SILENT = 0;
export const WAITING = 1;
export const RUNG = 2;
/** More waiters than there are. */
export const EVERYBODY: number = 2 ** 30;
const HEADER_WORDS = PAIR;

/** Value of a slot's owner word while no worker is attached. */
export const FREE_SLOT = 0;

/** Inside a slot. */
export const HANDSHAKE = 0;
export const OWNER: number = PAIR;
export const NOTE: number = PAIR + 1;
export const LANE: number = 2 * PAIR;

/** Words of a packet in a lane: its tag, then its handle. */
export const PACKET_WORDS = 2;
/** Packets of a cache line. */
export const LINE_PACKETS: number = LINE / PACKET_WORDS;
/** Where the marks and the results of a lane begin, in words from its first packet. */
export const marksOf = (laneCapacity: number): number => PACKET_WORDS * laneCapacity;
export const resultsOf = (laneCapacity: number): number => (PACKET_WORDS + 1) * laneCapacity;

/** Words of one slot. */
export function slotWords(laneCapacity: number): number {
  return Math.ceil((LANE + resultsOf(laneCapacity) + laneCapacity) / PAIR) * PAIR;
}

/** First word of a slot. */
export function slotStart(worker: number, laneCapacity: number): number {
  return HEADER_WORDS + worker * slotWords(laneCapacity);
}

/** Bytes of a whole region. */
export function regionBytes(workers: number, laneCapacity: number): number {
  return slotStart(workers, laneCapacity) * 4;
}
