// The states in which a thread has been seen at its checkpoints: a number each, and the node that stands for the state.
import { fingerprint } from '../private-state.ts';

/**
 * What a checkpoint does. `ignored`: nothing. `merged`: a thread in a state that was seen before goes on from there. `marked`: the state
 * is noted and the thread goes on by itself.
 */
export type CheckpointUse = 'ignored' | 'merged' | 'marked';

const NOTHING: ReadonlySet<string> = new Set<string>();

export class Checkpoints {
  readonly use: CheckpointUse;
  /** Names of incidental fields that were met, where states are marked. */
  readonly met: Set<string> = new Set<string>();
  /** The first node of each state, by the state's number. */
  readonly #nodes: number[] = [];
  readonly #numbers = new Map<string, number>();
  /** Where states are marked: the whole text of each, and those met with another one too. */
  readonly #whole: string[] = [];
  readonly #various = new Set<number>();
  readonly #own: ReadonlySet<unknown>;
  readonly #incidental: ReadonlySet<string>;

  /**
   * @param own what the explorer gave to the thread: no state of the thread's.
   * @param incidental names of fields that steer nothing.
   */
  constructor(use: CheckpointUse, own: ReadonlySet<unknown>, incidental: ReadonlySet<string>) {
    this.use = use;
    this.#own = own;
    this.#incidental = incidental;
  }

  /** The state as text; undefined when it cannot be looked into. */
  textOf(where: string, state: readonly unknown[]): string | undefined {
    return fingerprint([where, state], this.#own, this.#incidental, this.met);
  }

  /** The number of a state, undefined for a new one. */
  known(text: string): number | undefined {
    return this.#numbers.get(text);
  }

  /** The number that a new state gets. */
  get next(): number {
    return this.#nodes.length;
  }

  /** Enters a new state. */
  add(text: string, node: number): void {
    this.#numbers.set(text, this.#nodes.length);
    this.#nodes.push(node);
  }

  /** Notes in what the incidental fields differ where the rest does not. */
  compare(number: number, where: string, state: readonly unknown[]): void {
    const text = fingerprint([where, state], this.#own, NOTHING) ?? '';
    this.#whole[number] ??= text;
    if (this.#whole[number] !== text) this.#various.add(number);
  }

  /** States that were met with different values in their incidental fields. */
  get various(): number {
    return this.#various.size;
  }

  get states(): number {
    return this.#nodes.length;
  }

  nodeOf(number: number): number {
    return this.#nodes[number]!;
  }

  clear(): void {
    this.#nodes.length = 0;
    this.#numbers.clear();
    this.#whole.length = 0;
    this.#various.clear();
  }
}
