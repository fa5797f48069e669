// How long threads look for work before they sleep, ours and the hand-written peers' alike: about what it costs to sleep and to be woken.

/** Looks of a worker, with a pause between two. */
export const WORKER_SPINS = 2000;
/** Looks of the main thread, which looks at all workers each time. */
export const MAIN_SPINS = 1000;
