// Submits that were not accepted at once, by tag. Those of a tag are accepted in their order; tags take turns, so that
// one with many of them does not hold up the others.

/** One value that waits to be accepted. */
export interface WaitingSubmit<In> {
  readonly value: In;
  readonly tag: number;
  /** Its buffers, once it has some: it keeps them while only its own tag's backlog is full. */
  handle: number | undefined;
  readonly accepted: (nothing: undefined) => void;
  readonly rejected: (error: unknown) => void;
}

/** What came of an attempt to have one accepted. */
export type Attempt = 'accepted' | 'tag full' | 'all full' | 'rejected';

/** Of one tag so many may be accepted in a row. */
const TURN = 32;

export class WaitingSubmits<In> {
  readonly #flows = new Map<number, Set<WaitingSubmit<In>>>();
  #size = 0;

  /** How many wait. */
  get size(): number {
    return this.#size;
  }

  /** Whether any of this tag waits. */
  has(tag: number): boolean {
    return this.#flows.has(tag);
  }

  add(submit: WaitingSubmit<In>): void {
    const flow = this.#flows.get(submit.tag);
    if (flow === undefined) this.#flows.set(submit.tag, new Set([submit]));
    else flow.add(submit);
    this.#size++;
  }

  /** Takes one out of the middle. False if it does not wait any more. */
  remove(submit: WaitingSubmit<In>): boolean {
    const flow = this.#flows.get(submit.tag);
    if (flow?.delete(submit) !== true) return false;
    this.#size--;
    if (flow.size === 0) this.#flows.delete(submit.tag);
    return true;
  }

  /** Takes all of them out. */
  removeAll(): WaitingSubmit<In>[] {
    const all = [...this.#flows.values()].flatMap((flow) => [...flow]);
    this.#flows.clear();
    this.#size = 0;
    return all;
  }

  /**
   * Tries those in front, tag by tag.
   * @returns false if there is no room for any more.
   */
  advance(attempt: (submit: WaitingSubmit<In>) => Attempt): boolean {
    // A tag whose turn is over goes to the end of the map, and this loop comes to it again.
    for (const [tag, flow] of this.#flows) {
      const outcome = this.#advanceFlow(flow, attempt);
      if (outcome === 'all full') return false;
      if (outcome === 'tag full') continue;
      this.#flows.delete(tag);
      if (flow.size > 0) this.#flows.set(tag, flow);
    }
    return true;
  }

  #advanceFlow(flow: Set<WaitingSubmit<In>>, attempt: (submit: WaitingSubmit<In>) => Attempt): Attempt {
    let turn = TURN;
    for (const submit of flow) {
      if (turn-- === 0) break;
      const outcome = attempt(submit);
      if (outcome === 'tag full' || outcome === 'all full') return outcome;
      flow.delete(submit);
      this.#size--;
    }
    return 'accepted';
  }
}
