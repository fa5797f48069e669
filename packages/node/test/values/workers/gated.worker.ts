// Holds a value with `hold` until the test opens the gate; counts the values that have started.
import { getEnvironmentData } from 'node:worker_threads';
import { defineWorker } from '@dist/node';
import type { Gated } from '../gate.ts';

const gate = new Int32Array(getEnvironmentData('gate') as unknown as SharedArrayBuffer);

export default defineWorker<Gated, Gated>(async (value) => {
  Atomics.add(gate, 1, 1);
  if (value.hold) {
    const opened = Atomics.waitAsync(gate, 0, 0);
    if (opened.async) await opened.value;
  }
  return value;
});
