// Sees every packet on its way and says at once when a promise is broken. Handles are numbered as packets are submitted, so
// the packets of a tag are in order when their handles rise.

interface Flow {
  /** Who has packets of the tag, claimed and not handed back; undefined while nobody has. */
  holder: number | undefined;
  held: number;
  started: number;
  returned: number;
}

/** Checks Exclusive, Ordered and Once as a run goes on; it throws at the first breach. */
export class Witness {
  readonly #flows = new Map<number, Flow>();
  /** Tag of each packet that was submitted, by handle. */
  readonly #tags: number[] = [];
  /** Handles that are with the distributor or with a worker. */
  readonly #open = new Set<number>();
  /** Handles that a worker has handed back, or the caller has failed, and that the caller has not taken. */
  readonly #back = new Set<number>();

  /** The next packet that is submitted; its handle. */
  submit(tag: number): number {
    return this.#tags.push(tag >>> 0) - 1;
  }

  accept(handle: number): void {
    this.#open.add(handle);
  }

  /** A packet that was taken for accepted was not. */
  refuse(handle: number): void {
    this.#open.delete(handle);
  }

  /** A worker has claimed a packet, for the first time unless `again`. */
  claim(worker: number, tag: number, handle: number, again = false): void {
    if (this.#tags[handle] !== tag) throw new Error(`packet ${handle} of tag ${this.#tags[handle] ?? 'nobody'} came to worker ${worker} with tag ${tag}`);
    if (!this.#open.has(handle)) throw new Error(`Once: packet ${handle} came to worker ${worker} and is not outstanding`);
    const flow = this.#flow(tag);
    if (flow.holder !== undefined && flow.holder !== worker) throw new Error(`Exclusive: tag ${tag} is with workers ${flow.holder} and ${worker}`);
    if (!again && handle <= flow.started) throw new Error(`Ordered: packet ${handle} of tag ${tag} starts after packet ${flow.started}`);
    flow.holder = worker;
    flow.held++;
    flow.started = handle;
  }

  handBack(tag: number, handle: number): void {
    this.#open.delete(handle);
    this.#back.add(handle);
    this.#letGo(tag);
  }

  /** The worker that held a packet is lost, and the packet goes to another one. */
  giveUp(tag: number, handle: number): void {
    this.#letGo(tag);
    this.#flow(tag).started = handle - 1;
  }

  takeReturned(tag: number, handle: number): void {
    if (this.#tags[handle] !== tag) throw new Error(`packet ${handle} of tag ${this.#tags[handle] ?? 'nobody'} came back with tag ${tag}`);
    if (!this.#back.delete(handle)) throw new Error(`Once: packet ${handle} was returned and nobody handed it back, or twice`);
    const flow = this.#flow(tag);
    if (handle <= flow.returned) throw new Error(`Ordered: packet ${handle} of tag ${tag} is returned after packet ${flow.returned}`);
    flow.returned = handle;
  }

  /** All that came back and was not taken was dropped; how many. */
  drop(): number {
    const count = this.#back.size;
    this.#back.clear();
    return count;
  }

  get outstanding(): number {
    return this.#open.size;
  }

  get returned(): number {
    return this.#back.size;
  }

  /** Tags with packets outstanding. */
  get flows(): number {
    return new Set([...this.#open].map((handle) => this.#tags[handle])).size;
  }

  #flow(tag: number): Flow {
    let flow = this.#flows.get(tag);
    if (flow === undefined) this.#flows.set(tag, (flow = { holder: undefined, held: 0, started: -1, returned: -1 }));
    return flow;
  }

  #letGo(tag: number): void {
    const flow = this.#flow(tag);
    if (--flow.held === 0) flow.holder = undefined;
  }
}
