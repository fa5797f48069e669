import type { PromiseName } from './promise-name.ts';
import type { ViolationKind } from './violation-kind.ts';

/** One broken promise, with everyone involved. */
export interface Violation {
  readonly promise: PromiseName;
  readonly kind: ViolationKind;
  /** The tag concerned; -1 when no single one is. */
  readonly tag: number;
  /** The packets involved, the one that broke the promise first. */
  readonly packets: readonly number[];
  /** The workers involved, in the order of `packets`. */
  readonly workers: readonly number[];
  /** One sentence that names them. */
  readonly text: string;
  /** The shortest story: the few events that show it, one a line, in their order. Empty where no history was kept. */
  readonly story: readonly string[];
}
