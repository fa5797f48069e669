// A program is what the explorer runs: threads over shared words, as plain data and ordinary synchronous code.
import type { Memory } from '@dist/core';
import type { EventKind } from '../history/event-kind.ts';
import type { History } from '../history/history.ts';

/** What a thread of a program gets. Everything that another thread may see goes through it. */
export interface ThreadContext {
  /** The program's shared words: hand it to the code under test in place of its shared memory. */
  readonly memory: Memory;
  /** The program's own shared words, `Program.cells` of them, with indices from 0: what handlers work on. */
  readonly cells: Memory;
  /** The bytes of `memory`, for code that looks at it through a view of another width. */
  readonly bytes: SharedBytes;
  /** First thread only: lets the other threads start. What was done before happens before all they do. */
  readonly share: () => void;
  /** Says what the thread does from here on; shown in traces. */
  readonly doing: (what: string) => void;
  /**
   * Promises that all the thread does from here on follows from `where` and `state` and from nothing else that it has done.
   * Then threads in equal states count as one, which is what makes larger programs explorable. State is looked at deeply,
   * private fields included when their classes were opened (see `openPrivateFields`); if one cannot be looked into, the
   * call does nothing.
   */
  readonly checkpoint: (where: string, ...state: readonly unknown[]) => void;
  /** Adds an event to the history of this execution. */
  readonly record: (kind: EventKind, packet: number, tag: number, worker: number) => void;
  /** Whether a thread has ended or died. Seeing it orders all that the thread did. */
  readonly hasEnded: (thread: number) => boolean;
  /**
   * Sleeps like an event loop: until `activity`, a promise of `memory.waitAsync`, is resolved, or a thread has ended whose bit is not
   * set in `known`. Meanwhile the callbacks of all promises run that are resolved, in that order. A thread can have three promises
   * pending, one of them with a time-out, which expires when nobody else can go on.
   */
  readonly idle: (activity: PromiseLike<unknown> | undefined, known?: number) => void;
}

/**
 * Plain accesses of single bytes of the shared words, little-endian. Code under test that makes views of `memory.buffer` is not seen:
 * let it take its bytes from here.
 */
export interface SharedBytes {
  /** A byte, by its offset from the first word. */
  read(offset: number): number;
  write(offset: number, value: number): void;
}

/** One thread. */
export interface ThreadProgram {
  readonly name: string;
  /**
   * The thread's code. It runs many times over, so it must depend on nothing but what the context returns: no clock, no
   * random numbers, no state that outlives the call. It may throw: that fails the execution, and so does a promise that it returns.
   */
  readonly run: (context: ThreadContext) => unknown;
  /** The thread may die between any two of its steps. Default false. */
  readonly mayDie?: boolean;
  /**
   * How many of its waits may end without a wake, spuriously or by their time-out, and of its promises of `waitAsync` by their time-out, while
   * others can go on. Default 0.
   */
  readonly earlyWakes?: number;
  /** The execution is over even if this thread still waits. Default false. */
  readonly background?: boolean;
}

/** An execution that has come to its end. */
export interface Execution {
  readonly history: History;
  /** What each thread's code returned; undefined for one that died or waits in the background. */
  readonly results: readonly unknown[];
  /** For each thread, whether it died. */
  readonly died: readonly boolean[];
  /** A shared word as it is now. */
  readonly word: (index: number) => number;
  /** A cell as it is now. */
  readonly cell: (index: number) => number;
}

/**
 * Threads over shared words: what `exploreAll`, `exploreStates` and `exploreRandomly` explore. Code under test meets the explorer
 * through `ThreadContext.memory`, which is core's `Memory`; code that reaches shared memory past it is not seen.
 */
export interface Program {
  readonly name: string;
  /** Shared words. */
  readonly words: number;
  /** What stands in them at first; default all 0. */
  readonly initial?: Int32Array;
  /** Words of the program's own. Default 0. */
  readonly cells?: number;
  /** The first one sets up, then calls `share`. At most 8. */
  readonly threads: readonly ThreadProgram[];
  /**
   * Names of fields (`#wakes`, `count`) that steer nothing: counts of what was done, scratch. At a checkpoint, states that differ
   * in these alone are equal.
   */
  readonly incidental?: readonly string[];
  /**
   * Whether each event is a step of its own. Default true: then `exploreAll` explores every order of events, even where nothing that the
   * threads share tells one from another, and `check` sees each. False where each order that matters shows in what they share, as by plain
   * cells that two handlers of one tag change: there are far fewer executions then.
   */
  readonly eventsAreSteps?: boolean;
  /** How many threads may die in one execution. Default 1, of those that may. */
  readonly deaths?: number;
  /** Looks at an execution that has ended; what is wrong with it, or undefined. */
  readonly check?: (execution: Execution) => string | undefined;
  /**
   * Looks at the history whenever a thread has recorded `RESTED` or `FLUSHED`; what is wrong, or undefined. `exploreStates` shows `check` one
   * history for each end, and this one every such moment of every state.
   */
  readonly checkSoFar?: (history: History) => string | undefined;
  /**
   * Words that are accessed as a whole, always: counts, states, positions. A thread that accesses a byte of one is a race (`mixed-width`)
   * with any other that accesses it as a whole, even where atomic accesses order the two. Default: none; then only what nothing orders is a race.
   */
  readonly isControlWord?: (index: number) => boolean;
  /** Names a shared word, for traces. */
  readonly label?: (index: number) => string;
  /** Tells what a value of a shared word means, for traces. */
  readonly show?: (index: number, value: number) => string;
}
