// What each thread of threadHost runs: the worker's side of a case, as the order that it was started with says.
import { workerData } from 'node:worker_threads';
import { type WorkerOrder, runWorker } from '@dist/testing';

runWorker(workerData as WorkerOrder);
