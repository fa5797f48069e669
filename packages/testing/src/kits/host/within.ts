// Deadlines without a host's timers: a thread that never comes, or never goes, must fail its case and not hang the run.
const nobody = new Int32Array(new SharedArrayBuffer(4));

/** Resolves in about so many milliseconds. */
export async function pause(milliseconds: number): Promise<void> {
  const waiting = Atomics.waitAsync(nobody, 0, 0, milliseconds);
  if (waiting.async) await waiting.value;
}

/** Blocks this thread for about so many milliseconds. */
export function block(milliseconds: number): void {
  Atomics.wait(nobody, 0, 0, milliseconds);
}

/** The outcome of a promise; rejects with this text when it has none in time. */
export async function within<T>(seconds: number, promise: Promise<T>, text: string): Promise<T> {
  return Promise.race([promise, pause(seconds * 1000).then((): never => {
    throw new Error(`${text}, in ${seconds} seconds`);
  })]);
}
