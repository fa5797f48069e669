// Runs a thread's code, unmodified and synchronous, to find out what it does after a result that is new: from its start,
// fed with the results on record, and on from there as if it were alone, so that one run finds many nodes. A private
// sentinel thrown out of a shared access ends the run. All private state is rebuilt by each run, so nothing leaks.
import type { Memory } from '@dist/core';
import type { EventKind } from '../history/event-kind.ts';
import { Operation, nameOf } from './operation.ts';
import type { ThreadContext, ThreadProgram } from './program.ts';
import { fingerprint } from './private-state.ts';
import { Promised } from './promised.ts';
import { NO_NODE, ThreadTree } from './thread-tree.ts';

/** Results guessed in one run, at most. */
const GUESSES = 64;

/** Ends a run. No code under test may swallow it; if it does, the next access throws it again. */
const STOP: Error = new Error('the thread is stopped here');

/** What a watched run reports of an access: which node, and where in the code. */
export type Watch = (node: number, stack: string) => void;

export interface ThreadLayout {
  /** Words that the memory claims to have. */
  readonly words: number;
  /** First of the cells. */
  readonly cells: number;
  /** First of the words that tell which threads have ended. */
  readonly ended: number;
  /** All words. */
  readonly all: number;
}

export class ThreadRunner {
  readonly tree: ThreadTree = new ThreadTree();
  /** What the code returned or threw, by END or THREW node. */
  readonly outcomes: Map<number, unknown> = new Map();
  /** What DOING nodes say, by their value. */
  readonly phrases: string[] = [];
  readonly root: number;
  /** The first node of each state at a checkpoint, by the state's number. */
  readonly #states: number[] = [];
  readonly #stateNumbers = new Map<string, number>();
  /** Runs of the code so far. */
  runs = 0;

  readonly #thread: ThreadProgram;
  readonly #layout: ThreadLayout;
  readonly #phraseNumbers = new Map<string, number>();
  readonly #buffer: SharedArrayBuffer;
  readonly #shadow: Int32Array;
  readonly #context: ThreadContext;
  /** What the explorer gave to the thread: no state of the thread's. */
  readonly #own = new Set<unknown>();
  readonly #merges: boolean;
  readonly #incidental: ReadonlySet<string>;
  #path = new Int32Array(256);

  // The run that is under way.
  #at = 0;
  #replayed = 0;
  #node = NO_NODE;
  #result = 0;
  #guesses = 0;
  #stopped = false;
  #watch: Watch | undefined;
  #promised: Promised | undefined;

  constructor(thread: ThreadProgram, layout: ThreadLayout, incidental: ReadonlySet<string>, merges: boolean) {
    this.#merges = merges;
    this.#incidental = incidental;
    this.#thread = thread;
    this.#layout = layout;
    this.#buffer = new SharedArrayBuffer(layout.words * 4);
    this.#shadow = new Int32Array(layout.all);
    this.root = this.tree.add(NO_NODE, 0, Operation.START, 0, 0, 0);
    this.#context = this.#makeContext();
  }

  /** Forgets all nodes but the root. */
  clear(): void {
    this.tree.clear();
    this.outcomes.clear();
    this.#states.length = 0;
    this.#stateNumbers.clear();
    this.tree.add(NO_NODE, 0, Operation.START, 0, 0, 0);
  }

  /** The node after a result. @param words the shared words as they are after the operation. */
  after(node: number, result: number, words: Int32Array): number {
    const known = this.tree.after(node, result);
    return known === NO_NODE ? this.#extend(node, result, words) : known;
  }

  /** The node that stands for the state at a checkpoint. */
  stateOf(checkpoint: number): number {
    return this.#states[this.tree.value[checkpoint]!]!;
  }

  /** Runs the code along the path to a node and tells of every operation on it. */
  watch(node: number, watch: Watch): void {
    this.#prepare(node);
    this.#guesses = 0;
    this.#watch = watch;
    this.#run();
    this.#watch = undefined;
  }

  #extend(node: number, result: number, words: Int32Array): number {
    this.#prepare(node);
    this.#node = node;
    this.#result = result;
    this.#guesses = GUESSES;
    this.#shadow.set(words.subarray(0, this.#shadow.length));
    const first = this.tree.size;
    this.#run();
    if (this.tree.size === first) throw new Error(`thread ${this.#thread.name} did nothing after a result that it had waited for`);
    return first;
  }

  #prepare(node: number): void {
    const { tree } = this;
    let length = 0;
    for (let at = node; at !== NO_NODE; at = tree.parent[at]!) {
      if (length === this.#path.length) {
        const path = new Int32Array(length * 2);
        path.set(this.#path);
        this.#path = path;
      }
      this.#path[length++] = at;
    }
    this.#path.subarray(0, length).reverse();
    this.#replayed = length;
    this.#at = 1;
    this.#stopped = false;
    this.#promised = undefined;
    this.runs++;
  }

  #run(): void {
    try {
      const outcome = this.#thread.run(this.#context);
      if (!this.#stopped) this.#leaf(Operation.END, outcome);
    } catch (thrown) {
      if (thrown !== STOP) this.#leaf(Operation.THREW, thrown);
    }
  }

  #leaf(operation: number, outcome: unknown): void {
    if (this.#watch !== undefined) {
      this.#watch(this.#path[this.#replayed - 1]!, outcome instanceof Error ? (outcome.stack ?? '') : '');
      return;
    }
    if (this.#at < this.#replayed) throw new Error(`thread ${this.#thread.name} is not deterministic: it ended early`);
    this.outcomes.set(this.tree.add(this.#node, this.#result, operation, 0, 0, 0), outcome);
  }

  /** One access. While the record lasts its result is on record; after it, it is what it would be if nobody else ran. */
  #access(operation: number, index: number, value: number, other: number): number {
    if (this.#stopped) throw STOP;
    if (this.#at < this.#replayed) return this.#replay(operation, index, value, other);
    if (this.#watch !== undefined) return this.#stop();
    const node = this.tree.add(this.#node, this.#result, operation, index, value, other);
    const result = this.#guess(operation, index, value, other);
    this.#node = node;
    this.#result = result;
    return result;
  }

  #replay(operation: number, index: number, value: number, other: number): number {
    const { tree } = this;
    const node = this.#path[this.#at]!;
    if (tree.operation[node] !== operation || tree.index[node] !== index || tree.value[node] !== value || tree.other[node] !== other) {
      throw new Error(
        `thread ${this.#thread.name} is not deterministic: where it did ${nameOf(tree.operation[node]!)} ${tree.index[node]!} it now does ${nameOf(operation)} ${index}`,
      );
    }
    this.#watch?.(node, new Error().stack ?? '');
    this.#at++;
    if (this.#at < this.#replayed) return tree.result[this.#path[this.#at]!]!;
    if (this.#watch !== undefined) return this.#stop();
    return this.#result;
  }

  #checkpoint(where: string, state: readonly unknown[]): void {
    if (this.#stopped) throw STOP;
    if (!this.#merges) return;
    if (this.#at < this.#replayed) {
      const node = this.#path[this.#at]!;
      // A state that could not be looked into left no checkpoint.
      if (this.tree.operation[node] === Operation.CHECKPOINT) this.#replay(Operation.CHECKPOINT, 0, this.tree.value[node]!, 0);
      return;
    }
    const text = fingerprint([where, state], this.#own, this.#incidental);
    if (text === undefined || this.#watch !== undefined) return;
    const known = this.#stateNumbers.get(text);
    const number = known ?? this.#states.length;
    const node = this.tree.add(this.#node, this.#result, Operation.CHECKPOINT, 0, number, 0);
    this.#node = node;
    this.#result = 0;
    if (known !== undefined) this.#stop();
    this.#stateNumbers.set(text, number);
    this.#states.push(node);
  }

  #guess(operation: number, index: number, value: number, other: number): number {
    const words = this.#shadow;
    const before = words[index]!;
    switch (operation) {
      case Operation.STORE:
      case Operation.WRITE:
        words[index] = value;
        return 0;
      case Operation.SHARE:
      case Operation.NOTIFY:
      case Operation.RECORD:
      case Operation.DOING:
        return 0;
      case Operation.WAIT:
        return before === value ? this.#stop() : 0;
      case Operation.WAIT_ASYNC:
        return before === value ? 1 : 0;
      case Operation.IDLE:
        return this.#stop();
    }
    if (this.#guesses-- === 0) return this.#stop();
    if (operation === Operation.PAUSE) return 0;
    if (operation === Operation.ADD) words[index] = before + value;
    else if (operation === Operation.EXCHANGE) words[index] = value;
    else if (operation === Operation.COMPARE_EXCHANGE && before === value) words[index] = other;
    return before;
  }

  #stop(): never {
    this.#stopped = true;
     
    throw STOP;
  }

  #makeContext(): ThreadContext {
    const { words, cells, ended } = this.#layout;
    const memory = this.#memory(0, words, this.#buffer);
    const ownCells = this.#memory(cells, ended - cells, this.#buffer);
    const context: ThreadContext = {
      memory,
      cells: ownCells,
      share: (): void => void this.#access(Operation.SHARE, 0, 0, 0),
      checkpoint: (where, ...state): void => {
        this.#checkpoint(where, state);
      },
      doing: (what): void => void this.#access(Operation.DOING, 0, this.#phrase(what), 0),
      record: (kind: EventKind, packet, tag, worker): void => void this.#access(Operation.RECORD, kind | (worker << 8), packet | 0, tag | 0),
      hasEnded: (thread): boolean => this.#access(Operation.LOAD, ended + thread, 0, 0) !== 0,
      idle: (activity, known = 0): void => {
        const promised = activity instanceof Promised ? activity.root : undefined;
        const waits = promised !== undefined && promised === this.#promised;
        if (this.#access(Operation.IDLE, 0, known, waits ? 1 : 0) === 0) return;
        this.#promised = undefined;
        promised?.resolve();
      },
    };
    this.#own.add(memory).add(ownCells).add(context);
    return context;
  }

  #memory(start: number, words: number, buffer: SharedArrayBuffer): Memory {
    const first = start;
    const at = (index: number): number => {
      if (index >= 0 && index < words && Number.isInteger(index)) return first + index;
      throw new RangeError(`word ${index} is not one of the ${words} shared words`);
    };
    return {
      buffer,
      load: (index) => this.#access(Operation.LOAD, at(index), 0, 0),
      store: (index, value) => void this.#access(Operation.STORE, at(index), value | 0, 0),
      add: (index, value) => this.#access(Operation.ADD, at(index), value | 0, 0),
      exchange: (index, value) => this.#access(Operation.EXCHANGE, at(index), value | 0, 0),
      compareExchange: (index, expected, value) => this.#access(Operation.COMPARE_EXCHANGE, at(index), expected | 0, value | 0),
      read: (index) => this.#access(Operation.READ, at(index), 0, 0),
      write: (index, value) => void this.#access(Operation.WRITE, at(index), value | 0, 0),
      copyIn: (index, from, start, count) => {
        for (let i = 0; i < count; i++) this.#access(Operation.WRITE, at(index + i), from[start + i]! | 0, 0);
      },
      copyOut: (index, into, start, count) => {
        for (let i = 0; i < count; i++) into[start + i] = this.#access(Operation.READ, at(index + i), 0, 0);
      },
      wait: (index, value, milliseconds) => void this.#access(Operation.WAIT, at(index), value | 0, milliseconds < Infinity ? 1 : 0),
      waitAsync: (index, value): Promise<unknown> | undefined => {
        if (this.#access(Operation.WAIT_ASYNC, at(index), value | 0, 0) === 0) return undefined;
        this.#promised = new Promised();
        return this.#promised as unknown as Promise<unknown>;
      },
      notify: (index, count) => void this.#access(Operation.NOTIFY, at(index), count, 0),
      pause: () => void this.#access(Operation.PAUSE, 0, 0, 0),
    };
  }

  #phrase(what: string): number {
    let phrase = this.#phraseNumbers.get(what);
    if (phrase === undefined) {
      phrase = this.phrases.push(what) - 1;
      this.#phraseNumbers.set(what, phrase);
    }
    return phrase;
  }
}
