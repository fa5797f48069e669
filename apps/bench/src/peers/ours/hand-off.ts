// Hand-off alone: packets go from the main thread to workers that do nothing, and come back. A handle is the packet's number.
import type { Worker } from 'node:worker_threads';
import { Distributor, PacketBurst } from '@dist/core';
import { Evidence, evidencePackets } from '../../measure/evidence.ts';
import { sibling } from '../../measure/sibling.ts';
import type { Outcome, Subject, Verification } from '../../measure/variant.ts';
import { ended, startThreads } from '../keyed/start-threads.ts';

export interface HandOffOptions {
  readonly workers: number;
  readonly burst: number;
  /** Packets of one `tryProcess`. */
  readonly chunk: number;
  readonly credits?: number;
  readonly capacity?: number;
  /** Looks of a worker before it parks. */
  readonly spins: number;
}

export interface HandOffWorkerData {
  readonly region: SharedArrayBuffer;
  readonly worker: number;
  readonly burst: number;
  readonly spins: number;
  readonly evidence: SharedArrayBuffer | undefined;
}

/** Empty looks of the main thread before it waits for the workers to ring. */
const IDLE_LOOKS = 10_000;

export class HandOff implements Subject {
  readonly #options: HandOffOptions;
  readonly #tags: Uint32Array;
  readonly #count: number;
  #distributor: Distributor;
  #threads: Worker[];

  static async open(options: HandOffOptions, tags: Uint32Array, count: number): Promise<HandOff> {
    const distributor = createDistributor(options);
    return new HandOff(options, tags, count, distributor, await startWorkers(distributor, options, undefined));
  }

  private constructor(options: HandOffOptions, tags: Uint32Array, count: number, distributor: Distributor, threads: Worker[]) {
    this.#options = options;
    this.#tags = tags;
    this.#count = count;
    this.#distributor = distributor;
    this.#threads = threads;
  }

  /** In a distributor and threads of its own, which record. */
  async verify(): Promise<Verification> {
    const packets = evidencePackets(this.#count);
    const evidence = new Evidence(this.#options.workers, packets);
    const distributor = createDistributor(this.#options);
    const threads = await startWorkers(distributor, this.#options, evidence.region);
    await drive(distributor, this.#options.chunk, this.#tags, packets, evidence);
    distributor.close();
    await ended(threads);
    return evidence.verify();
  }

  async run(): Promise<Outcome> {
    const start = performance.now();
    const sum = await drive(this.#distributor, this.#options.chunk, this.#tags, this.#count, undefined);
    const seconds = (performance.now() - start) / 1000;
    requireSum(sum, this.#count);
    return { values: { rate: this.#count / seconds } };
  }

  async close(): Promise<void> {
    this.#distributor.close();
    await ended(this.#threads);
  }
}

function createDistributor({ workers, burst, credits, capacity }: HandOffOptions): Distributor {
  return Distributor.create({
    workers,
    burst,
    ...(credits === undefined ? {} : { credits }),
    ...(capacity === undefined ? {} : { capacity }),
  });
}

function startWorkers(distributor: Distributor, options: HandOffOptions, evidence: SharedArrayBuffer | undefined): Promise<Worker[]> {
  const { burst, spins } = options;
  const data = (worker: number): HandOffWorkerData => ({ region: distributor.region, worker, burst, spins, evidence });
  return startThreads(sibling(import.meta.url, './hand-off.worker'), options.workers, data);
}

/** Sends `count` packets and takes them all back; the sum of their handles modulo 2^32. */
async function drive(
  distributor: Distributor,
  chunk: number,
  tags: Uint32Array,
  count: number,
  evidence: Evidence | undefined,
): Promise<number> {
  const input = new PacketBurst(chunk);
  const output = new PacketBurst(Math.max(256, chunk));
  const mask = tags.length - 1;
  let sum = 0;
  let sent = 0;
  let idle = 0;
  for (let taken = 0; taken < count; ) {
    const more = Math.min(chunk - input.count, count - sent);
    for (let i = 0; i < more; i++) {
      const tag = tags[(sent + i) & mask]!;
      input.tags[input.count + i] = tag;
      input.handles[input.count + i] = sent + i;
      if (evidence !== undefined) evidence.submitted(sent + i, tag);
    }
    sent += more;
    input.count += more;
    const accepted = input.count > 0 ? distributor.tryProcess(input) : 0;
    const back = distributor.returnedPackets(output);
    for (let i = 0; i < back; i++) sum = (sum + output.handles[i]!) | 0;
    if (evidence !== undefined) for (let i = 0; i < back; i++) evidence.returned(output.handles[i]!, output.tags[i]!);
    taken += back;
    idle = accepted + back > 0 ? 0 : idle + 1;
    if (idle > IDLE_LOOKS) {
      await distributor.activity();
      idle = 0;
    }
  }
  return sum;
}

function requireSum(sum: number, count: number): void {
  const expected = Number((BigInt(count) * BigInt(count - 1)) / 2n & 0xffff_ffffn) | 0;
  if (sum !== expected) throw new Error(`the handles of ${count} returned packets add up to ${sum}, not to ${expected}: packets were lost or doubled`);
}
