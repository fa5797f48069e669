import { DistributorWorker, PacketBurst, PayloadPool } from '@dist/core';
import { LiveWitness } from '../../live/live-witness.ts';
import { Command, Desk } from './desk.ts';
import type { WorkerOrder } from './worker-order.ts';

const NOTHING_YET = -1;

/** The body of a worker thread of a threaded case: a host calls it in the thread it has started. Returns when the worker is dismissed. */
export function runWorker(order: WorkerOrder): void {
  const desk = Desk.attach(order.desk, order.workers);
  try {
    new CaseWorker(order, desk).serve();
  } catch (error) {
    // The caller may be waiting for this worker: it looks at the desk.
    desk.fail();
    throw error;
  }
}

class CaseWorker {
  readonly #order: WorkerOrder;
  readonly #desk: Desk;
  readonly #worker: DistributorWorker;
  readonly #witness: LiveWitness;
  readonly #pool: PayloadPool | undefined;
  readonly #burst = new PacketBurst(256);

  constructor(order: WorkerOrder, desk: Desk) {
    this.#order = order;
    this.#desk = desk;
    this.#worker = DistributorWorker.attach(order.region, order.worker);
    this.#witness = LiveWitness.attach(order.checker, order.worker);
    this.#pool = order.pool === undefined ? undefined : PayloadPool.attach(order.pool);
  }

  serve(): void {
    const { worker, habits } = this.#order;
    this.#desk.announce(worker);
    for (let bursts = 1; ; bursts += 1) {
      const count = habits.watches === true ? this.#watch() : this.#worker.getPackets(this.#burst, this.#burst);
      if (count === 0) return;
      for (let i = 0; i < count; i += 1) this.#handle(i);
      this.#witness.handBack(this.#burst.tags, count);
      this.#desk.count(worker, count);
      const command = this.#desk.command(worker);
      if (command === Command.RUN) {
        if (habits.restless !== undefined && bursts % habits.restless === 0) this.#worker.returnPackets(this.#burst);
        continue;
      }
      this.#worker.returnPackets(this.#burst);
      if (command === Command.QUIT) return;
      this.#desk.sleep(worker);
    }
  }

  /** As `getPackets`, but it looks for commands while it waits. */
  #watch(): number {
    const { worker } = this.#order;
    this.#worker.requestPackets(this.#burst);
    for (;;) {
      const count = this.#worker.pollPackets(this.#burst);
      if (count !== NOTHING_YET) return count;
      if (this.#desk.command(worker) === Command.SLEEP) {
        this.#worker.returnPackets();
        this.#desk.sleep(worker);
        this.#worker.requestPackets();
      }
      this.#desk.awaitCommand(worker, Command.RUN);
    }
  }

  #handle(index: number): void {
    const { worker, habits } = this.#order;
    const tag = this.#burst.tags[index]!;
    const handle = this.#burst.handles[index]!;
    if (habits.notes === true) this.#worker.starting(index);
    this.#witness.start(tag, handle);
    if (tag === habits.stuckIn) this.#desk.stick(worker, handle);
    toil(habits.toil ?? 0);
    const buffer = this.#desk.answer(handle, worker);
    if (buffer !== -1) this.#pool?.release(buffer);
    this.#witness.finish(tag, handle);
  }
}

/** Takes time, whatever the compiler thinks of it. */
function toil(rounds: number): number {
  let word = rounds;
  for (let i = 0; i < rounds; i += 1) word = Math.imul(word ^ (word >>> 15), 0x2c1b3c6d);
  return word;
}
