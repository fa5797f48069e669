import { defineWorker } from '@dist/node';
import type { WorkerDefinition } from '@dist/node';
import type { Order, Receipt } from './order.ts';

const worker: WorkerDefinition<Order, Receipt> = defineWorker(({ id, amount, item }) => ({ id, total: amount + item.length }));

export default worker;
