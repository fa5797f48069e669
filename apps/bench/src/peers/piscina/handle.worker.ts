import { workerData } from 'node:worker_threads';
import { makeHandler } from '../keyed/handler.ts';
import type { Handler, HandlerData } from '../keyed/handler.ts';

const handle: Handler = makeHandler(workerData as HandlerData);

export default handle;
