// Takes packets from its ring in batches, handles them, and puts them into the ring that leads back.
import { workerData } from 'node:worker_threads';
import { RingBuffer } from 'ringbuf.js';
import { makeHandler } from '../keyed/handler.ts';
import { pause } from '../keyed/pause.ts';
import { BATCH, CLOSE } from './sharded.ts';
import type { RingWorkerData } from './sharded.ts';
import { Sleepers } from './waiting.ts';

const { handler, worker, workers, down, up, sleepers, spins } = workerData as RingWorkerData;
const handle = makeHandler(handler);
const source = new RingBuffer(down, Int32Array);
const sink = new RingBuffer(up, Int32Array);
const sleeping = new Sleepers(sleepers);
const batch = new Int32Array(BATCH);
const nothingToDo = (): boolean => source.empty();

/** A function of its own, which V8 optimises better than the body of a module. */
function serve(): void {
  for (let idle = 0; ; ) {
    const count = source.pop(batch, BATCH);
    if (count === 0) {
      pause();
      if (++idle > spins) {
        sleeping.sleep(worker, nothingToDo);
        idle = 0;
      }
      continue;
    }
    idle = 0;
    if (batch[count - 1] === CLOSE) return;
    for (let i = 0; i < count; i++) handle(batch[i]!);
    sink.push(batch, count);
    sleeping.wake(workers);
  }
}

serve();
