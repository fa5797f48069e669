// What a litmus test is: a few threads, one or two accesses each, and which of the values that they may read are forbidden.
// The same tiny race is run over millions of cells, so that even what is rare is seen.
import { type Memory, SharedMemory } from '@dist/core';

/** The shared memory of a run, seen in every way that a test may want. All views show the same bytes. */
export interface Shared {
  /** The seam of @dist/core, over the real SharedArrayBuffer: what is ours is tested through it. */
  readonly memory: Memory;
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly halves: Uint16Array<SharedArrayBuffer>;
  readonly doubles: Float64Array<SharedArrayBuffer>;
  readonly longs: BigInt64Array<SharedArrayBuffer>;
}

/** `forbidden`: an error of the engine, or of ours. `interesting`: allowed, and shows something. `allowed`: the rest. */
export type Grade = 'allowed' | 'interesting' | 'forbidden';

export interface Outcome {
  readonly grade: Grade;
  readonly why?: string;
}

interface Described {
  readonly name: string;
  /** What it shows, and the clause of ECMAScript's memory model that forbids or allows it. */
  readonly about: string;
  readonly outcomes: Readonly<Record<string, Outcome>>;
  /**
   * An outcome without which the test has shown nothing: then the threads did not overlap, or the harness hides it.
   * Only for what every machine shows whose threads really run at once.
   */
  readonly mustSee?: string;
}

/** Words of one cache line: cells put words on lines of their own, as far as they shall not travel together. */
export const LINE = 16;

/** Reads, writes, and tells what it read: values from 0 to 3, the first one in bits 0 and 1, the second one in bits 2 and 3. */
export type Actor = (shared: Shared, at: number) => number;

/** A race that is over after one access or two: every cell of memory is one, with all words 0 at the start. */
export interface CellTest extends Described {
  readonly kind: 'cells';
  /** Cache lines of a cell. */
  readonly lines: number;
  /** One for each thread; `at` is the first word of the cell. */
  readonly actors: readonly Actor[];
  /** Makes a cell ready, if zeros are not what it starts with. */
  readonly prepare?: (shared: Shared, at: number) => void;
  /** Looks at a cell once all actors are done. */
  readonly finish?: Actor;
  /**
   * Names of what actors, and then `finish`, tell: an outcome is called `name=value`, joined by blanks. All that is not
   * among `outcomes` is forbidden.
   */
  readonly observes: readonly (readonly string[])[];
}

export interface StreamRun {
  readonly shared: Shared;
  /** Steps at most. */
  readonly steps: number;
  /** The run shall end soon, however many steps it was. */
  readonly late: () => boolean;
  /** Counts a step; the number is the place of an outcome in `outcomes`. */
  readonly count: (outcome: number) => void;
  /** 32 random bits. */
  readonly random: () => number;
}

/** A long run with a state of its own, such as a ring: every step is counted under one of the outcomes. */
export interface StreamTest extends Described {
  readonly kind: 'stream';
  /** Makes what the threads share. */
  readonly region: () => SharedArrayBuffer;
  /** One for each thread. */
  readonly threads: readonly ((run: StreamRun) => void)[];
}

export type LitmusTest = CellTest | StreamTest;

export function sharedOf(buffer: SharedArrayBuffer): Shared {
  return {
    memory: new SharedMemory(buffer),
    words: new Int32Array(buffer),
    halves: new Uint16Array(buffer),
    doubles: new Float64Array(buffer),
    longs: new BigInt64Array(buffer),
  };
}

export const threadsOf = (test: LitmusTest): number => (test.kind === 'cells' ? test.actors.length : test.threads.length);
