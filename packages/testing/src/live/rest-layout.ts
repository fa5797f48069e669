// The words that a RestWatch shares with the workers, all of them 32-bit:
//
//   header            [0] workers  [1] handles  [2] claim limit                             written once, before sharing
//   worker 0          [0] { turns : 30 | state : 2 }   (atomic: the worker; the caller after its death)
//                     [1] looks that found nothing     (atomic: the worker)
//                     [2] life: how often it was lost  (atomic: the caller)
//                     [3] claims beyond the limit      (atomic: the worker)               a cache line each
//   worker 1 ...
//   handles           1 word each: 0 with the distributor or not accepted, -1 handed back; claimed by a holder, which is
//                     1 + { life : 20 | worker : 10 }; -1 - holder: finished by it
//                     (the caller before submission and after a death; the worker that has the packet)
import { gateOf, workerOfGate } from './live-layout.ts';

const HEADER_WORDS = 16;
const WORKER_WORDS = 16;

export const WORKERS = 0;
export const HANDLES = 1;
export const CLAIM_LIMIT = 2;

export const LOOKS = 1;
export const LIFE = 2;
export const OVER_CLAIMS = 3;

/** Where a packet is. */
export const WAITS = 0;
export const HANDED_BACK = -1;

/** What a worker is about: not there; has asked and holds nothing; holds packets; in the middle of a hand-back. */
export const State = { AWAY: 0, ASKS: 1, HOLDS: 2, TURNS: 3 } as const;
export type State = (typeof State)[keyof typeof State];

export function stateOf(turn: number): State {
  return (turn & 3) as State;
}

export function workerAt(worker: number): number {
  return HEADER_WORDS + worker * WORKER_WORDS;
}

export function handlesAt(workers: number): number {
  return workerAt(workers);
}

export { gateOf as holderOf, workerOfGate as workerOfHolder };
