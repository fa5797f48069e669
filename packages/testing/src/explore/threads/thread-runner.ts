// Runs a thread's code, unmodified and synchronous, to find out what it does after a result that is new: from its start,
// fed with the results on record, and on from there as if it were alone, so that one run finds many nodes. A private
// sentinel thrown out of a shared access ends the run. All private state is rebuilt by each run, so nothing leaks.
import { Operation, nameOf } from '../machine/operation.ts';
import type { ThreadContext, ThreadProgram } from '../program.ts';
import { Alone } from './alone.ts';
import { type CheckpointUse, Checkpoints } from './checkpoints.ts';
import { Pending } from './pending.ts';
import { Phrases } from './phrases.ts';
import { ReturnedPromise, isPromise } from './returned-promise.ts';
import { type Hands, threadContextOf } from './thread-context-of.ts';
import type { ThreadLayout } from './thread-layout.ts';
import { NO_NODE, ThreadTree } from './thread-tree.ts';

/** Ends a run. No code under test may swallow it; if it does, the next access throws it again. */
const STOP: Error = new Error('the thread is stopped here');

/** What a watched run reports of an access: which node, and where in the code. */
export type Watch = (node: number, stack: string) => void;

export class ThreadRunner {
  readonly tree: ThreadTree = new ThreadTree();
  /** What the code returned or threw, by END or THREW node. */
  readonly outcomes: Map<number, unknown> = new Map();
  /** What DOING nodes say, by their value. */
  readonly phrases: Phrases = new Phrases();
  /** Runs of the code so far. */
  runs = 0;

  readonly #thread: ThreadProgram;
  readonly #pending = new Pending();
  readonly #context: ThreadContext;
  readonly #alone: Alone;
  readonly checkpoints: Checkpoints;
  /** What `memory.buffer` holds: 0 for ever, since nobody may write into it past the seam. */
  readonly #untouched: Int32Array;
  #path = new Int32Array(256);

  // The run that is under way: how much of the path is behind, the node and its result that come after the path.
  #at = 0;
  #replayed = 0;
  #node = NO_NODE;
  #result = 0;
  #stopped = false;
  #fault: Error | undefined;
  #watch: Watch | undefined;

  /**
   * @param incidental names of fields that steer nothing.
   * @param use what checkpoints do.
   */
  constructor(thread: ThreadProgram, layout: ThreadLayout, incidental: ReadonlySet<string>, use: CheckpointUse) {
    this.#thread = thread;
    this.#alone = new Alone(layout.all);
    const hands: Hands = {
      access: (operation, index, value, other) => this.#access(operation, index, value, other),
      checkpoint: (where, state) => {
        this.#checkpoint(where, state);
      },
      pending: this.#pending,
      phrases: this.phrases,
    };
    const buffer = new SharedArrayBuffer(layout.words * 4);
    this.#untouched = new Int32Array(buffer);
    this.#context = threadContextOf(hands, layout, buffer);
    const { memory, cells, bytes } = this.#context;
    this.checkpoints = new Checkpoints(use, new Set<unknown>([this.#context, memory, cells, bytes]), incidental);
    this.#plant();
  }

  #plant(): void {
    this.tree.add(NO_NODE, 0, Operation.START, 0, 0, 0);
  }

  /** Forgets all nodes but the root. */
  clear(): void {
    this.tree.clear();
    this.outcomes.clear();
    this.checkpoints.clear();
    this.#plant();
  }

  /** The node after a result. @param words the shared words as they are after the operation. */
  after(node: number, result: number, words: Int32Array): number {
    const known = this.tree.after(node, result);
    return known === NO_NODE ? this.#extend(node, result, words) : known;
  }

  /** The node that stands for the state at a checkpoint. */
  stateOf(checkpoint: number): number {
    return this.checkpoints.use === 'marked' ? checkpoint : this.checkpoints.nodeOf(this.tree.value[checkpoint]!);
  }

  /** Runs the code along the path to a node and tells of every operation on it. */
  watch(node: number, watch: Watch): void {
    this.#prepare(node);
    this.#watch = watch;
    this.#run();
    this.#watch = undefined;
  }

  #extend(node: number, result: number, words: Int32Array): number {
    this.#prepare(node);
    this.#node = node;
    this.#result = result;
    this.#alone.begin(words);
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
    this.#pending.clear();
    this.runs++;
  }

  #run(): void {
    try {
      const outcome = this.#thread.run(this.#context);
      const late = isPromise(outcome);
      // It was stopped or will be: its rejection is nobody's.
      if (late) outcome.then(undefined, () => undefined);
      if (!this.#stopped) this.#leaf(late ? Operation.THREW : Operation.END, late ? new ReturnedPromise() : outcome);
    } catch (thrown) {
      // Code that wraps what it catches throws something else when it is stopped.
      if (!this.#stopped) this.#leaf(Operation.THREW, thrown);
    }
    // What code does behind its end goes nowhere.
    this.#stopped = true;
    if (this.#fault !== undefined) throw this.#fault;
    if (this.#untouched.some((word) => word !== 0)) {
      throw new Error(`thread ${this.#thread.name} writes into the buffer of its memory past the explorer: let it write by the context's memory or bytes`);
    }
  }

  #leaf(operation: number, outcome: unknown): void {
    if (this.#watch !== undefined) {
      this.#watch(this.#path[this.#replayed - 1]!, outcome instanceof Error ? (outcome.stack ?? '') : '');
      return;
    }
    if (this.#at < this.#replayed) this.#differs('it ended early');
    this.outcomes.set(this.tree.add(this.#node, this.#result, operation, 0, 0, 0), outcome);
  }

  /** One access. While the record lasts its result is on record; after it, it is what it would be if nobody else ran. */
  #access(operation: number, index: number, value: number, other: number): number {
    if (this.#stopped) throw STOP;
    if (this.#at < this.#replayed) return this.#replay(operation, index, value, other);
    if (this.#watch !== undefined) return this.#stop();
    this.#node = this.tree.add(this.#node, this.#result, operation, index, value, other);
    this.#result = this.#alone.result(operation, index, value, other) ?? this.#stop();
    return this.#result;
  }

  #replay(operation: number, index: number, value: number, other: number): number {
    const { tree } = this;
    const node = this.#path[this.#at]!;
    if (tree.operation[node] !== operation || tree.index[node] !== index || tree.value[node] !== value || tree.other[node] !== other) {
      this.#differs(`where it did ${nameOf(tree.operation[node]!)} ${tree.index[node]!} it now does ${nameOf(operation)} ${index}`);
    }
    this.#watch?.(node, new Error().stack ?? '');
    this.#at++;
    if (this.#at < this.#replayed) return tree.result[this.#path[this.#at]!]!;
    if (this.#watch !== undefined) return this.#stop();
    return this.#result;
  }

  #checkpoint(where: string, state: readonly unknown[]): void {
    if (this.#stopped) throw STOP;
    const { checkpoints } = this;
    if (checkpoints.use === 'ignored') return;
    if (this.#at < this.#replayed) {
      const node = this.#path[this.#at]!;
      // A state that could not be looked into left no checkpoint.
      if (this.tree.operation[node] === Operation.CHECKPOINT) this.#replay(Operation.CHECKPOINT, 0, this.tree.value[node]!, 0);
      return;
    }
    // What it waits for is its state too, as the machine knows it by its place.
    const whole = [...state, this.#pending.places];
    const text = checkpoints.textOf(where, whole);
    if (text === undefined || this.#watch !== undefined) return;
    const known = checkpoints.known(text);
    const number = known ?? checkpoints.next;
    this.#node = this.tree.add(this.#node, this.#result, Operation.CHECKPOINT, 0, number, 0);
    this.#result = 0;
    if (known === undefined) checkpoints.add(text, this.#node);
    if (checkpoints.use === 'marked') checkpoints.compare(number, where, whole);
    else if (known !== undefined) this.#stop();
  }

  #differs(how: string): never {
    this.#stopped = true;
    this.#fault = new Error(`thread ${this.#thread.name} is not deterministic: ${how}`);
    throw this.#fault;
  }

  #stop(): never {
    this.#stopped = true;
    throw STOP;
  }
}
