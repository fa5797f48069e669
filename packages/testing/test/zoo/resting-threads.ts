// A run on real threads: a worker is held in a packet until nothing moves any more around it, again and again. What is wrong with the rests?
import { Worker } from 'node:worker_threads';
import { setTimeout as sleep } from 'node:timers/promises';
import { Distributor, PacketBurst } from '@dist/core';
import { RestWatch, boundsOf, describeVerdict, hotTag } from '../../src/index.ts';
import type { Outcome } from './check.ts';

export interface RestingInit {
  readonly region: SharedArrayBuffer;
  readonly rests: SharedArrayBuffer;
  /** One word: 1 when some worker is to get stuck, 2 while it is, 0 to let it go. */
  readonly hold: SharedArrayBuffer;
  readonly worker: number;
  readonly burst: number;
}

const WORKERS = 2;
const RESTS = 40;
/** Packets from one to the next. */
const REST_EVERY = 200;
/** Nothing in the run takes longer than some milliseconds. */
const HUNG_MS = 20_000;

/** Packets of few tags and short backlogs, so that there is always something that waits and something that is refused. */
export async function restingThreads(): Promise<Outcome> {
  const distributor = Distributor.create({ workers: WORKERS, burst: 4, credits: 8, capacity: 64, flowBacklog: 4 });
  const { capacity, burst } = distributor.limits;
  const watch = RestWatch.create({ handles: 3 * capacity, workers: WORKERS, bounds: boundsOf({ ...distributor.limits }) });
  const hold = new Int32Array(new SharedArrayBuffer(4));
  const threads = Array.from({ length: WORKERS }, (_, worker) => {
    const workerData: RestingInit = { region: distributor.region, rests: watch.region, hold: hold.buffer, worker, burst };
    return new Worker(new URL('./resting.worker.ts', import.meta.url), { workerData });
  });
  const free = Array.from({ length: 3 * capacity }, (_, handle) => handle);
  const tags = hotTag({ tags: 12, share: 0.4, seed: 1 });
  const input = new PacketBurst(capacity);
  const output = new PacketBurst(capacity);
  let returned = 0;
  let submitted = 0;
  const push = (): boolean => {
    const accepted = distributor.tryProcess(input);
    const count = distributor.returnedPackets(output);
    for (let i = 0; i < count; i += 1) {
      watch.returned(output.handles[i]!);
      free.push(output.handles[i]!);
    }
    returned += count;
    return accepted + count > 0;
  };
  const look = (): boolean => {
    const moved = push();
    distributor.poll();
    return moved;
  };
  const since = performance.now();
  const turn = async (): Promise<boolean> => {
    await sleep(1);
    return performance.now() - since < HUNG_MS;
  };
  while (distributor.counters().workers < WORKERS && (await turn())) distributor.poll();
  for (let due = REST_EVERY; watch.rests < RESTS && watch.verdict().kept && performance.now() - since < HUNG_MS; ) {
    while (input.count < input.capacity / 2 && free.length > 0) {
      const tag = tags.next();
      const handle = free.pop()!;
      watch.submitted(tag, handle);
      input.push(tag, handle);
      submitted += 1;
    }
    look();
    if (submitted < due) continue;
    if (Atomics.load(hold, 0) !== 2) {
      Atomics.store(hold, 0, 1);
      await turn();
      continue;
    }
    await watch.rest({ look, turn }, input);
    due = submitted + REST_EVERY;
    Atomics.store(hold, 0, 0);
    Atomics.notify(hold, 0);
  }
  await Promise.all(threads.map((thread) => thread.terminate()));
  const verdict = watch.verdict();
  if (verdict.kept && watch.rests < RESTS) return { tried: returned, breach: 'Finite', text: 'nothing comes to a rest' };
  return verdict.kept ? { tried: returned } : { tried: returned, breach: verdict.violations[0]!.promise, text: describeVerdict(verdict, 1) };
}
