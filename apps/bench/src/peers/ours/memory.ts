// What the low-level path leaves to the garbage collector: packets go to a worker and back, and both threads watch their heaps.
import { once } from 'node:events';
import { Distributor, type PacketBurst } from '@dist/core';
import { Evidence, evidencePackets } from '../../measure/evidence.ts';
import { HeapWatch } from '../../measure/heap-watch.ts';
import type { HeapChange } from '../../measure/heap-watch.ts';
import { sibling } from '../../measure/sibling.ts';
import type { Outcome, Subject, Verification } from '../../measure/variant.ts';
import { spinsFor } from '../keyed/spins.ts';
import { ended, startThreads } from '../keyed/start-threads.ts';
import type { HandOffWorkerData } from './hand-off.ts';

const BURST = 32;
/** Packets of one call, to the distributor and from it. */
const CALL = 64;
const TAKEN = 256;

export interface MemoryWorkerData {
  readonly region: SharedArrayBuffer;
  /** Packets before the worker watches its heap. */
  readonly warmUp: number;
  readonly spins: number;
}

export class Memory implements Subject {
  readonly #tags: Uint32Array;
  readonly #count: number;

  constructor(tags: Uint32Array, count: number) {
    this.#tags = tags;
    this.#count = count;
  }

  /** With a worker that records what it does. */
  async verify(): Promise<Verification> {
    const packets = evidencePackets(this.#count);
    const evidence = new Evidence(1, packets);
    const distributor = Distributor.create({ workers: 1, burst: BURST });
    const data: HandOffWorkerData = { region: distributor.region, worker: 0, burst: BURST, spins: spinsFor(1).worker, evidence: evidence.region };
    const threads = await startThreads(sibling(import.meta.url, './hand-off.worker'), 1, () => data);
    drive(distributor, distributor.createBurst(CALL), distributor.createBurst(TAKEN), this.#tags, packets, evidence);
    distributor.close();
    await ended(threads);
    return evidence.verify();
  }

  async run(): Promise<Outcome> {
    const distributor = Distributor.create({ workers: 1, burst: BURST });
    const warmUp = Math.ceil(this.#count / 8);
    const data: MemoryWorkerData = { region: distributor.region, warmUp, spins: spinsFor(1).worker };
    const [thread] = await startThreads(sibling(import.meta.url, './memory.worker'), 1, () => data);
    const workerChange = once(thread!, 'message') as Promise<[HeapChange]>;
    const watch = new HeapWatch();
    const input = distributor.createBurst(CALL);
    const output = distributor.createBurst(TAKEN);
    // The worker starts to watch within the warm-up of this thread.
    drive(distributor, input, output, this.#tags, 2 * warmUp);
    watch.start();
    drive(distributor, input, output, this.#tags, this.#count);
    const own = await watch.stop();
    distributor.close();
    const [its] = await workerChange;
    await ended([thread!]);
    // A heap that shrank makes up for none that grew.
    return { values: { collections: own.collections + its.collections, growth: Math.max(0, own.growth) + Math.max(0, its.growth) } };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function drive(distributor: Distributor, input: PacketBurst, output: PacketBurst, tags: Uint32Array, count: number, evidence?: Evidence): void {
  let sent = 0;
  for (let taken = 0; taken < count; ) {
    while (input.count < input.capacity && sent < count) {
      const tag = tags[sent & (tags.length - 1)]!;
      input.push(tag, sent);
      if (evidence !== undefined) evidence.submitted(sent, tag);
      sent++;
    }
    if (input.count > 0) distributor.tryProcess(input);
    const back = distributor.returnedPackets(output);
    if (evidence !== undefined) for (let i = 0; i < back; i++) evidence.returned(output.handles[i]!, output.tags[i]!);
    taken += back;
  }
}
