// The worker thread.
import { attachWorker } from '@dist/node';
import { servePackets } from './serve-packets.ts';
import type { WorkerMemory } from './worker-memory.ts';

servePackets(attachWorker<WorkerMemory>());
