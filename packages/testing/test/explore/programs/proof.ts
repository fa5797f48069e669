import type { Program } from '../../../src/explore/program.ts';

/** A program and how it is explored. */
export interface Proof {
  readonly program: Program;
  /** `states` and `executions` are explored whole; of `schedules` so many are drawn at random, with PCT taking turns. */
  readonly how: 'states' | 'executions' | 'schedules';
  /** In CI's part: explored there too; for `schedules`, how many. */
  readonly quick?: true | number;
  /** For `schedules`: how many by `prove`. */
  readonly schedules?: number;
}
