/** What a thread of a litmus test is told. */
export interface LitmusOrder {
  readonly name: string;
  readonly thread: number;
  readonly iterations: number;
  readonly seconds: number;
  readonly longest: number;
  readonly seed: number;
  /** Threads that can run at once. */
  readonly processors: number;
  /** The memory of the run, as litmus-layout.ts draws it. */
  readonly buffer: SharedArrayBuffer;
  /** What the threads of a stream share. */
  readonly region: SharedArrayBuffer | undefined;
}
