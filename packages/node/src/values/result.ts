/** What came of one submitted value. */
export interface Result<Out> {
  /** What the handler returned. */
  readonly value: Out;
  readonly tag: number;
  /** How many times the packet was given to a worker, from 1. */
  readonly attempt: number;
  /** The worker that handled it. */
  readonly worker: number;
}
