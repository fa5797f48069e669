// Never ends by itself.
import { attachWorker } from '@dist/node';

attachWorker();
for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
