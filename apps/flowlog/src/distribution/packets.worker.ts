// The worker thread. It waits a few microseconds only before it parks: reading, not the work, is what holds a run up, so a worker that
// spins takes its core from the operating system's reads and from whoever else is on the machine.
import { spinThenPark } from '@dist/core';
import { attachWorker } from '@dist/node';
import { servePackets } from './serve-packets.ts';
import type { WorkerMemory } from './worker-memory.ts';

servePackets(attachWorker<WorkerMemory>({ wait: spinThenPark({ spins: 20 }) }));
