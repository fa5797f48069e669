import { workerData } from 'node:worker_threads';
import workerpool from 'workerpool';
import { makeHandler } from '../keyed/handler.ts';
import type { HandlerData } from '../keyed/handler.ts';

workerpool.worker({ handle: makeHandler(workerData as HandlerData) });
