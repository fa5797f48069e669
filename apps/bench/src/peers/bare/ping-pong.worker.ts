import { workerData } from 'node:worker_threads';
import { pause } from '../keyed/pause.ts';
import type { PingPongData } from './ping-pong.ts';

const { region, pausing } = workerData as PingPongData;
const word = new Int32Array(region);

for (;;) {
  // Odd: the main thread has spoken. -2: a run is over, and this thread sleeps until the next one. -1: the end.
  let seen: number;
  while (((seen = Atomics.load(word, 0)) & 1) === 0) {
    if (pausing) pause();
    if (seen === -2) Atomics.wait(word, 0, -2);
  }
  if (seen === -1) break;
  Atomics.store(word, 0, seen + 1);
}
