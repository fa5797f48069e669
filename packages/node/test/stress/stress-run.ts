// One run of the stress command: packets of one workload through real worker threads that come and go, checked live.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Distributor, PacketBurst } from '@dist/core';
import { WorkerThreads } from '@dist/node';
import { LiveChecker, type TagWorkload, type Verdict } from '@dist/testing';
import type { StressInit } from './stress-init.ts';

export interface StressOptions {
  readonly workload: TagWorkload;
  /** Tags are below this. */
  readonly tags: number;
  readonly packets: number;
  readonly burst: number;
  readonly workers: number;
  readonly gate: 'atomic' | 'plain';
  readonly seed: number;
}

export interface StressOutcome {
  readonly verdict: Verdict;
  readonly returned: number;
  readonly leaves: number;
  readonly takenBack: number;
  readonly seconds: number;
}

const CAPACITY = 4096;
/** Rounds of the loop between two turns of the event loop, which tells of failed workers. */
const ROUNDS = 1000;
/** Without a packet moving for so long, the run counts as hung. Nothing in it waits for longer than a millisecond. */
const HUNG_MS = 60_000;

/** @throws Error when a worker fails or nothing moves any more. */
export async function stressRun(options: StressOptions): Promise<StressOutcome> {
  const { burst, workers, gate, tags, seed } = options;
  const distributor = Distributor.create({ workers, burst, capacity: CAPACITY });
  const checker = LiveChecker.create({ tags, handles: CAPACITY + burst, workers, gate });
  const leaves = new Int32Array(new SharedArrayBuffer(4 * workers));
  const init: StressInit = { witness: checker.region, seed, burst, leaves: leaves.buffer };
  const threads = await WorkerThreads.start(distributor, { url: new URL('./stress.worker.ts', import.meta.url), init });
  try {
    const startedAt = performance.now();
    const returned = await pass(options, distributor, threads, checker);
    const seconds = (performance.now() - startedAt) / 1000;
    const { takenBack } = distributor.counters();
    await threads.close();
    return { verdict: checker.verdict('complete'), returned, leaves: leaves.reduce((sum, count) => sum + count, 0), takenBack, seconds };
  } finally {
    await threads[Symbol.asyncDispose]();
  }
}

/** Submits all packets and takes them back; how many came back. */
async function pass(options: StressOptions, distributor: Distributor, threads: WorkerThreads, checker: LiveChecker): Promise<number> {
  const { workload, packets, burst } = options;
  const free = Int32Array.from({ length: CAPACITY + burst }, (_, handle) => handle);
  let freeCount = free.length;
  const input = new PacketBurst(burst);
  const output = new PacketBurst(256);
  let submitted = 0;
  let returned = 0;
  let moved = 0;
  let movedAt = performance.now();
  while (returned < packets) {
    for (let round = 0; round < ROUNDS && returned < packets; round++) {
      while (input.count < burst && submitted < packets) {
        const tag = workload.next();
        const handle = free[--freeCount]!;
        checker.submitted(tag, handle);
        input.push(tag, handle);
        submitted++;
      }
      distributor.tryProcess(input);
      const count = distributor.returnedPackets(output);
      for (let i = 0; i < count; i++) {
        checker.returned(output.tags[i]!, output.handles[i]!);
        free[freeCount++] = output.handles[i]!;
      }
      returned += count;
    }
    await nextTurn();
    threads.throwIfFailed();
    const now = performance.now();
    if (returned > moved) movedAt = now;
    else if (now - movedAt > HUNG_MS) throw new Error(`nothing has moved for ${HUNG_MS} ms: ${JSON.stringify(distributor.counters())}`);
    moved = returned;
  }
  return returned;
}
