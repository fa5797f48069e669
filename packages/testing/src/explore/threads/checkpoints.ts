// The states in which a thread has been seen at its checkpoints: a number each, and the node that stands for the state.
import { fingerprint } from '../private-state.ts';

export class Checkpoints {
  /** The first node of each state, by the state's number. */
  readonly #nodes: number[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #own: ReadonlySet<unknown>;
  readonly #incidental: ReadonlySet<string>;

  /**
   * @param own what the explorer gave to the thread: no state of the thread's.
   * @param incidental names of fields that steer nothing.
   */
  constructor(own: ReadonlySet<unknown>, incidental: ReadonlySet<string>) {
    this.#own = own;
    this.#incidental = incidental;
  }

  /** The state as text; undefined when it cannot be looked into. */
  textOf(where: string, state: readonly unknown[]): string | undefined {
    return fingerprint([where, state], this.#own, this.#incidental);
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

  nodeOf(number: number): number {
    return this.#nodes[number]!;
  }

  clear(): void {
    this.#nodes.length = 0;
    this.#numbers.clear();
  }
}
