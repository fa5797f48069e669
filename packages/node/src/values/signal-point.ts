// Where asynchronous functions wait until something has changed. Nobody is told what: they look again.

export class SignalPoint {
  #next: PromiseWithResolvers<undefined> | undefined;

  /** Resolves at the next {@link signal}. */
  wait(): Promise<unknown> {
    return (this.#next ??= Promise.withResolvers<undefined>()).promise;
  }

  signal(): void {
    this.#next?.resolve(undefined);
    this.#next = undefined;
  }
}
