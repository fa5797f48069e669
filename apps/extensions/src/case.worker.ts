import { workerData } from 'node:worker_threads';
import { type WorkerOrder, runWorker } from '@dist/testing';

runWorker(workerData as WorkerOrder);
