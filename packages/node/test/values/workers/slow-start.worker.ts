// Is busy for ever before it defines anything.
import { defineWorker } from '@dist/node';

for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);

export default defineWorker(() => undefined);
