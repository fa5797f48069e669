// The consumer: takes as many words as it is told to and says what they add up to.
import { parentPort, workerData } from 'node:worker_threads';
import { SpscRing } from '@dist/core';
import type { RingRun, RingWorkerData } from './ring.ts';

const { region } = workerData as RingWorkerData;
const ring = SpscRing.attach(region);

parentPort!.on('message', (run: RingRun | null) => {
  if (run === null) {
    parentPort!.close();
    return;
  }
  const words = new Int32Array(run.batch);
  let sum = 0;
  for (let taken = 0; taken < run.count; ) {
    const count = ring.pop(words);
    for (let i = 0; i < count; i++) sum = (sum + words[i]!) | 0;
    taken += count;
  }
  parentPort!.postMessage(sum);
});
