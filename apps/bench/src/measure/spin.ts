// Handlers that take time. They count iterations and do not look at a clock: a thread that is put off its processor would else
// "work" while it sleeps, and two handlers could share one processor for nothing.

let sink = 0;

/** Uses the processor for that many iterations. */
export function spin(iterations: number): void {
  let word = sink | 1;
  for (let i = 0; i < iterations; i++) {
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
  }
  sink = word;
}

/** Iterations that take a microsecond here and now: the best of several tries, since others can only slow it down. */
export function calibrateSpin(): number {
  const iterations = 2_000_000;
  let best = 0;
  for (let attempt = 0; attempt < 12; attempt++) {
    const start = performance.now();
    spin(iterations);
    best = Math.max(best, iterations / ((performance.now() - start) * 1000));
  }
  return best;
}
