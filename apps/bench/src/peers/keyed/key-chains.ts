// A chain of promises per key: what is usually written to keep order over a pool that keeps none. A call of a key starts when the
// one before it has ended.
export class KeyChains {
  readonly #last = new Map<number, Promise<unknown>>();

  run(tag: number, call: () => PromiseLike<unknown>): Promise<unknown> {
    const before = this.#last.get(tag);
    const done = before === undefined ? Promise.resolve(call()) : before.then(call);
    this.#last.set(tag, done);
    return done.then(() => {
      if (this.#last.get(tag) === done) this.#last.delete(tag);
    });
  }
}
