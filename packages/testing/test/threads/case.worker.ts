import { runWorker } from '@dist/testing';
import type { WorkerOrder } from '@dist/testing';
import { workerData } from 'node:worker_threads';

runWorker(workerData as WorkerOrder);
