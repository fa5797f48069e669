// What `waitAsync` returns under the explorer: a promise whose callbacks run at once when its thread idles and the promise
// is resolved. Real promises would run them later, when the run of the thread's code is long over.

export class Promised {
  readonly root: Promised;
  /** Not private, so that a thread's state can be looked into. */
  readonly callbacks: (() => void)[];
  /** Whether it has a time-out. */
  readonly timed: boolean;
  /** What it was resolved with; undefined while it is pending. */
  outcome: string | undefined;

  constructor(timed: boolean, root?: Promised) {
    this.timed = timed;
    this.root = root ?? this;
    this.callbacks = root === undefined ? [] : root.callbacks;
  }

  // oxlint-disable-next-line unicorn/no-thenable -- it stands in for a promise
  then(callback: (value: string) => unknown): Promised {
    const { root } = this;
    const call = (): void => void callback(root.outcome ?? '');
    if (root.outcome === undefined) this.callbacks.push(call);
    else call();
    return new Promised(this.timed, root);
  }

  resolve(outcome: string): void {
    this.outcome = outcome;
    for (const callback of this.callbacks.splice(0)) callback();
  }
}

/** The promise of `waitAsync` behind one that a thread idles on. */
export function rootOf(activity: PromiseLike<unknown>): Promised {
  if (activity instanceof Promised) return activity.root;
  throw new TypeError('a thread can idle on what `memory.waitAsync` returned, and on what its `then` returned: no other promise is ever resolved here');
}
