/** Tells the processor that this thread spins, where JavaScript can (Node 24 and later). */
export const pause: () => void = (Atomics as { pause?: () => void }).pause ?? ((): void => undefined);
