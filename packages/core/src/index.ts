// For users.
export { Distributor } from './distribute/distributor.ts';
export type { DistributorLimits, DistributorOptions } from './distribute/options.ts';
export type { DistributorCounters } from './distribute/counters.ts';
export type { Suspect, WorkerLoss } from './distribute/worker-loss.ts';
export { DistributorWorker, NOTHING_YET, type WorkerOptions } from './distribute/distributor-worker.ts';
export { DONE, FAILED, MAX_ATTEMPTS, PacketBurst, type Outcome } from './packet-burst.ts';
export { EXHAUSTED, PayloadPool, type PayloadPoolOptions } from './pool/payload-pool.ts';
export { SpscRing } from './ring/spsc-ring.ts';
export { busySpin } from './wait/busy-spin.ts';
export { spinThenPark, type SpinThenParkOptions } from './wait/spin-then-park.ts';
export { eventLoop, type EventLoopOptions } from './wait/event-loop.ts';
export { DistributorError, type DistributorErrorCode } from './errors/distributor-error.ts';

// For extension authors.
export type { WaitStrategy } from './wait/wait-strategy.ts';
export type { EventLoopWait } from './wait/event-loop.ts';
export type { Memory } from './memory/memory.ts';
export { SharedMemory } from './memory/shared-memory.ts';
export type { Space } from './memory/space.ts';
export { LAYOUT_VERSION } from './memory/region.ts';
