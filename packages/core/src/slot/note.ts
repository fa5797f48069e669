// The note in which a worker says which packet it is in: | valid | running | position |. It is a plain word: it is
// read only after the worker's thread has ended, and that end orders it. A worker that never notes leaves it 0.

const VALID = 1 << 11;
const RUNNING = 1 << 10;

/** In the packet at this position; those before it are finished. */
export const runningAt = (position: number): number => VALID | RUNNING | position;
/** In no packet; those before this position are finished, those from it on are not started. */
export const pausedAt = (position: number): number => VALID | position;

export const isNoted = (note: number): boolean => (note & VALID) !== 0;
export const isRunning = (note: number): boolean => (note & RUNNING) !== 0;
export const positionOf = (note: number): number => note & 0x3ff;
