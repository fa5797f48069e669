import { Tinypool } from 'tinypool';
import { makeHandler } from '../keyed/handler.ts';
import type { Handler, HandlerData } from '../keyed/handler.ts';

const handle: Handler = makeHandler(Tinypool.workerData as HandlerData);

export default handle;
