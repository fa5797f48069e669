import { setTimeout as sleep } from 'node:timers/promises';
import { defineWorker } from '@dist/node';

export default defineWorker<string, number>(async (what) => {
  if (what === 'fail') throw new Error('nobody hears this');
  if (what === 'wait') await sleep(200);
  return 42;
});
