// The worker thread.
import { workerData } from 'node:worker_threads';
import { servePackets } from './serve-packets.ts';
import type { WorkerSetup } from './worker-setup.ts';

servePackets(workerData as WorkerSetup);
