import { PayloadPool } from '@dist/core';
import type { SteppedRun } from '../../stepped/stepped-run.ts';
import type { SteppedWorker } from '../../stepped/stepped-worker.ts';
import type { CaseBench } from '../case-bench.ts';
import type { Rig } from './rig.ts';

/** The functional tests' rig on one thread: whenever a call waits, every worker takes a step. */
export class SteppedRig implements Rig {
  readonly workers: number;
  readonly #bench: CaseBench;
  readonly #run: SteppedRun;
  readonly #pool: PayloadPool | undefined;
  readonly #buffers: number[] = [];
  readonly #sleepers = new Set<SteppedWorker>();
  readonly #marks: number[] = [];
  #quits = false;

  constructor(bench: CaseBench, workers: number, buffers: number) {
    this.workers = workers;
    this.#bench = bench;
    this.#run = bench.start({ workers });
    this.#pool = buffers === 0 ? undefined : PayloadPool.create({ buffers, bytes: 64 });
    for (const worker of this.#run.workers) {
      worker.onFinish = (packet): void => {
        this.#marks[packet] = worker.id;
        this.#pool?.release(this.#buffers[packet]!);
      };
      worker.ask();
    }
  }

  process(tags: readonly number[]): number[] {
    const first = this.#run.submitted;
    if (this.#pool !== undefined) for (let i = 0; i < tags.length; i += 1) this.#buffers.push(this.#allocate(this.#pool));
    let accepted = this.#run.process(tags, this.#meanwhile);
    // A short count is offered again, once the workers have moved.
    for (let tries = 0; tries < 1000 && accepted < tags.length; tries += 1) {
      this.#step();
      accepted += this.#run.process([], this.#meanwhile);
    }
    this.#bench.expect(accepted === tags.length, 'never-ends', `process accepts ${accepted} of ${tags.length} packets and waits for ever`);
    return tags.map((_, i) => first + i);
  }

  poll(): void {
    this.#run.target.poll();
    this.#step();
  }

  flush(): void {
    this.#bench.expect(this.#run.flush(this.#meanwhile), 'never-ends', 'flush never ends');
    this.#step();
  }

  collect(limit: number): number[] {
    const from = this.#run.returned.length;
    this.#run.collect(limit);
    return this.#run.returned.slice(from);
  }

  clearReturns(): void {
    this.#run.clearReturns();
  }

  handled(worker: number): number {
    return this.#run.worker(worker).handled.length;
  }

  workerOf(packet: number): number {
    return this.#marks[packet] ?? -1;
  }

  sleep(worker: number): void {
    this.#sleepers.add(this.#run.worker(worker));
  }

  isAsleep(worker: number): boolean {
    return this.#sleepers.has(this.#run.worker(worker)) && this.#run.worker(worker).state === 'away';
  }

  wake(worker: number): void {
    this.#sleepers.delete(this.#run.worker(worker));
    this.#run.worker(worker).ask();
  }

  quit(): void {
    this.#quits = true;
  }

  close(): number {
    const dropped = this.#run.target.close() ?? 0;
    this.#run.history.cleared(dropped);
    return dropped;
  }

  expect(kept: boolean, text: string): void {
    this.#bench.expect(kept, 'contract', text);
  }

  readonly #meanwhile = (): boolean => {
    let moved = false;
    for (const worker of this.#run.workers) moved = this.#stepOne(worker) || moved;
    return this.#run.stillMoving(moved);
  };

  #step(): void {
    for (const worker of this.#run.workers) this.#stepOne(worker);
  }

  /** One step of a worker that obeys: it leaves when it has been told to, instead of asking again. */
  #stepOne(worker: SteppedWorker): boolean {
    if (this.#sleepers.has(worker)) {
      if (worker.state === 'asking' && worker.take() > 0) return true;
      if (worker.state === 'asking' || worker.state === 'done') return worker.leave();
    }
    if (this.#quits && worker.state === 'done' && worker.holding.length > 0) return worker.leave();
    return worker.step();
  }

  #allocate(pool: PayloadPool): number {
    for (let tries = 0; tries < 100_000; tries += 1) {
      const buffer = pool.allocate();
      if (buffer >= 0) return buffer;
      this.poll();
    }
    throw new Error('the pool stays empty: buffers were leaked');
  }
}
