import type { Operation } from '../machine/operation.ts';

/** Where a thread finds what among the machine's words. */
export interface ThreadLayout {
  /** Words that the memory claims to have. */
  readonly words: number;
  /** First of the cells. */
  readonly cells: number;
  /** First of the words that tell which threads have ended. */
  readonly ended: number;
  /** All words. */
  readonly all: number;
  /** The operation by which it records an event. */
  readonly event: Operation;
}
