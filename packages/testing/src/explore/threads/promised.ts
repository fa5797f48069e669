// What `waitAsync` returns under the explorer: a promise whose callbacks run at once when its thread idles on it and is
// woken. Real promises would run them later, when the run of the thread's code is long over.

export class Promised {
  readonly root: Promised;
  /** Not private, so that a thread's state can be looked into. */
  readonly callbacks: (() => void)[];

  constructor(root?: Promised) {
    this.root = root ?? this;
    this.callbacks = root === undefined ? [] : root.callbacks;
  }

  // oxlint-disable-next-line unicorn/no-thenable -- it stands in for a promise
  then(callback: (value: string) => unknown): Promised {
    this.callbacks.push(() => void callback('ok'));
    return new Promised(this.root);
  }

  resolve(): void {
    for (const callback of this.callbacks.splice(0)) callback();
  }
}
