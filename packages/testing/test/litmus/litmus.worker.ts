// One thread of a litmus test. A worker runs one test only, so that V8 sees one actor and compiles it into the loop.
import { workerData } from 'node:worker_threads';
import { catalog } from './catalog.ts';
import type { LitmusOrder } from './litmus-order.ts';
import { runCells } from './run-cells.ts';
import { runStream } from './run-stream.ts';

const order = workerData as LitmusOrder;
const test = catalog.find(({ name }) => name === order.name);
if (test === undefined) throw new RangeError(`there is no litmus test "${order.name}"`);
if (test.kind === 'cells') runCells(test, order);
else runStream(test, order);
