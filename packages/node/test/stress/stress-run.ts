// One run of the stress command: packets of one workload through real worker threads that come and go, checked live. Now and then one worker
// is held in a packet until nothing moves any more; at the end there is a flush.
import { setTimeout as sleep, setImmediate as nextTurn } from 'node:timers/promises';
import { Distributor, type PacketBurst } from '@dist/core';
import { WorkerThreads } from '@dist/node';
import { LiveChecker, RestWatch, type TagWorkload, type Verdict, boundsOf, joinVerdicts } from '@dist/testing';
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
  /** Packets from one rest to the next. Default 100,000. */
  readonly restEvery?: number;
}

export interface StressOutcome {
  readonly verdict: Verdict;
  readonly returned: number;
  readonly leaves: number;
  readonly takenBack: number;
  /** Rests that were judged. */
  readonly rests: number;
  readonly seconds: number;
}

const CAPACITY = 4096;
/** Short ones: a rest says something of Isolated where the stuck worker's tags, 32 with the largest burst, cannot fill the capacity. */
const FLOW_BACKLOG = 32;
/** Rounds of the loop between two turns of the event loop, which tells of failed workers. */
const ROUNDS = 1000;
/** Without a packet moving for so long, the run counts as hung. Nothing in it waits for longer than some milliseconds. */
const HUNG_MS = 60_000;

/** @throws Error when a worker fails or nothing moves any more. */
export async function stressRun(options: StressOptions): Promise<StressOutcome> {
  const { burst, workers, gate, tags, seed } = options;
  const distributor = Distributor.create({ workers, burst, capacity: CAPACITY, flowBacklog: FLOW_BACKLOG });
  const handles = CAPACITY + burst;
  const checker = LiveChecker.create({ tags, handles, workers, gate });
  const watch = RestWatch.create({ handles, workers, bounds: boundsOf({ ...distributor.limits }) });
  const leaves = new Int32Array(new SharedArrayBuffer(4 * workers));
  const hold = new Int32Array(new SharedArrayBuffer(4));
  const init: StressInit = { witness: checker.region, rests: watch.region, hold: hold.buffer, seed, burst, leaves: leaves.buffer };
  const threads = await WorkerThreads.start(distributor, { url: new URL('./stress.worker.ts', import.meta.url), init });
  try {
    const startedAt = performance.now();
    const pass = new Pass(options, { distributor, threads, checker, watch, hold });
    await pass.run();
    const seconds = (performance.now() - startedAt) / 1000;
    const { takenBack } = distributor.counters();
    await threads.close();
    const verdict = joinVerdicts([checker.verdict('complete'), watch.verdict()]);
    return { verdict, returned: pass.returned, leaves: leaves.reduce((sum, count) => sum + count, 0), takenBack, rests: watch.rests, seconds };
  } finally {
    await threads[Symbol.asyncDispose]();
  }
}

interface Scene {
  readonly distributor: Distributor;
  readonly threads: WorkerThreads;
  readonly checker: LiveChecker;
  readonly watch: RestWatch;
  readonly hold: Int32Array;
}

/** Submits all packets and takes them back. */
class Pass {
  returned = 0;
  readonly #options: StressOptions;
  readonly #scene: Scene;
  readonly #free: Int32Array;
  #freeCount: number;
  readonly #input: PacketBurst;
  readonly #output: PacketBurst;
  #submitted = 0;
  #nextRest: number;
  #moved = 0;
  #movedAt = performance.now();

  constructor(options: StressOptions, scene: Scene) {
    const { burst, restEvery = 100_000 } = options;
    this.#options = options;
    this.#scene = scene;
    this.#free = Int32Array.from({ length: CAPACITY + burst }, (_, handle) => handle);
    this.#freeCount = this.#free.length;
    this.#input = scene.distributor.createBurst(burst);
    this.#output = scene.distributor.createBurst(256);
    this.#nextRest = restEvery;
  }

  async run(): Promise<void> {
    const { packets } = this.#options;
    while (this.#submitted < packets || this.#input.count > 0) {
      for (let round = 0; round < ROUNDS; round++) {
        this.#fill();
        this.#push();
      }
      await this.#turn();
      await this.#restWhenDue();
    }
    await this.#release();
    await this.#flush();
    while (this.#take() > 0);
  }

  #fill(): void {
    const { workload, burst, packets } = this.#options;
    const input = this.#input;
    while (input.count < burst && this.#submitted < packets && this.#freeCount > 0) {
      const tag = workload.next();
      const handle = this.#free[--this.#freeCount]!;
      this.#scene.checker.submitted(tag, handle);
      this.#scene.watch.submitted(tag, handle);
      input.push(tag, handle);
      this.#submitted++;
    }
  }

  /** Whether any packet was accepted or came back. */
  #push(): boolean {
    return this.#scene.distributor.tryProcess(this.#input) + this.#take() > 0;
  }

  #take(): number {
    const { distributor, checker, watch } = this.#scene;
    const output = this.#output;
    const count = distributor.returnedPackets(output);
    for (let i = 0; i < count; i++) {
      checker.returned(output.tags[i]!, output.handles[i]!);
      watch.returned(output.handles[i]!);
      this.#free[this.#freeCount++] = output.handles[i]!;
    }
    this.returned += count;
    return count;
  }

  /** A turn of the event loop, which tells of failed workers. */
  async #turn(): Promise<void> {
    await nextTurn();
    this.#scene.threads.throwIfFailed();
    const now = performance.now();
    if (this.returned > this.#moved) this.#movedAt = now;
    else if (now - this.#movedAt > HUNG_MS) throw this.#hung('has moved');
    this.#moved = this.returned;
  }

  /** Has a worker get stuck, goes on until one is, then waits until nothing moves, and lets it go. */
  async #restWhenDue(): Promise<void> {
    const { distributor, watch, hold } = this.#scene;
    if (this.#submitted < this.#nextRest) return;
    if (Atomics.load(hold, 0) !== 2) {
      Atomics.store(hold, 0, 1);
      return;
    }
    const since = performance.now();
    const look = (): boolean => {
      const moved = this.#push();
      distributor.poll();
      return moved;
    };
    const turn = async (): Promise<boolean> => {
      await sleep(1);
      this.#scene.threads.throwIfFailed();
      return performance.now() - since < HUNG_MS;
    };
    if (!(await watch.rest({ look, turn }, this.#input))) throw this.#hung('has come to a rest');
    this.#nextRest = this.#submitted + (this.#options.restEvery ?? 100_000);
    await this.#release();
  }

  async #release(): Promise<void> {
    Atomics.store(this.#scene.hold, 0, 0);
    Atomics.notify(this.#scene.hold, 0);
    this.#movedAt = performance.now();
    await nextTurn();
  }

  async #flush(): Promise<void> {
    const { distributor, threads, watch } = this.#scene;
    const left = await Promise.race([distributor.flushAsync(), sleep(HUNG_MS, undefined, { ref: false })]);
    threads.throwIfFailed();
    if (left === undefined) throw this.#hung('has been flushed');
    watch.flushed(left);
  }

  #hung(what: string): Error {
    return new Error(`nothing ${what} for ${HUNG_MS} ms: ${JSON.stringify(this.#scene.distributor.counters())}`);
  }
}
