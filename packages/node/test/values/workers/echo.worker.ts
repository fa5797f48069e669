import { defineWorker } from '@dist/node';

export default defineWorker<unknown, unknown>((value) => value);
