// Ends the whole process, main thread included, when the heart of it has stopped.
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

const { beat, seconds } = workerData as { readonly beat: Int32Array<SharedArrayBuffer>; readonly seconds: number };
let seen = Atomics.load(beat, 0);

setInterval(() => {
  const now = Atomics.load(beat, 0);
  if (now === seen) {
    writeSync(2, `VIOLATED: Finite: a call has not returned for ${seconds} seconds\n`);
    process.kill(process.pid, 'SIGKILL');
  }
  seen = now;
}, seconds * 1000);
