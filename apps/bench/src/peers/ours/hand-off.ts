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
  /** The bursts are made by `new PacketBurst`, not by the distributor. */
  readonly ownBursts?: boolean;
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

  verify(): Promise<Verification> {
    return verifyHandOff(this.#options, this.#tags, this.#count);
  }

  async run(): Promise<Outcome> {
    const drive = new Drive(this.#distributor, this.#options, this.#tags, this.#count);
    const start = performance.now();
    await through(drive, this.#distributor);
    const seconds = (performance.now() - start) / 1000;
    requireSum(drive.sum, this.#count);
    return { values: { rate: this.#count / seconds } };
  }

  async close(): Promise<void> {
    this.#distributor.close();
    await ended(this.#threads);
  }
}

/** A hand-off of at most so many packets, in a distributor and threads of its own, which record. */
export async function verifyHandOff(options: HandOffOptions, tags: Uint32Array, count: number): Promise<Verification> {
  const packets = evidencePackets(count);
  const evidence = new Evidence(options.workers, packets);
  const distributor = createDistributor(options);
  const threads = await startWorkers(distributor, options, evidence.region);
  await through(new RecordedDrive(distributor, options, tags, packets, evidence), distributor);
  distributor.close();
  await ended(threads);
  return evidence.verify();
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

/** Lets all packets go and come back. */
async function through(drive: Drive, distributor: Distributor): Promise<void> {
  while (!drive.goOn()) await distributor.activity();
}

/** The main thread's loop, in functions of its own, which V8 optimises better than the body of an asynchronous one. */
class Drive {
  taken = 0;
  /** Of the handles that came back, modulo 2^32. */
  sum = 0;
  readonly #distributor: Distributor;
  readonly #tags: Uint32Array;
  readonly #count: number;
  readonly #input: PacketBurst;
  readonly #output: PacketBurst;
  #sent = 0;

  constructor(distributor: Distributor, { chunk, ownBursts }: HandOffOptions, tags: Uint32Array, count: number) {
    this.#distributor = distributor;
    this.#tags = tags;
    this.#count = count;
    const burst = (capacity: number): PacketBurst => (ownBursts === true ? new PacketBurst(capacity) : distributor.createBurst(capacity));
    this.#input = burst(chunk);
    this.#output = burst(Math.max(256, chunk));
  }

  /** Sends and takes until all packets are back, true, or for long nothing moves. */
  goOn(): boolean {
    for (let idle = 0; idle <= IDLE_LOOKS; ) {
      if (this.taken >= this.#count) return true;
      idle = this.#step() > 0 ? 0 : idle + 1;
    }
    return false;
  }

  /** One call of each kind; how many packets were accepted and taken. */
  #step(): number {
    this.fill(this.#input);
    const accepted = this.#input.count > 0 ? this.#distributor.tryProcess(this.#input) : 0;
    this.taken += this.drain(this.#distributor, this.#output);
    return accepted + this.#output.count;
  }

  /** Makes the input full again, as far as there are packets. */
  protected fill(input: PacketBurst): void {
    const source = this.#tags;
    const mask = source.length - 1;
    const { tags, handles, count } = input;
    const sent = this.#sent;
    const end = Math.min(input.capacity, count + this.#count - sent);
    for (let i = count, packet = sent; i < end; i = (i + 1) | 0) {
      tags[i] = source[packet & mask]!;
      handles[i] = packet;
      packet = (packet + 1) | 0;
    }
    input.count = end;
    this.#sent = sent + end - count;
  }

  /** Takes what is back; how many. */
  protected drain(distributor: Distributor, output: PacketBurst): number {
    const back = distributor.returnedPackets(output);
    const { handles } = output;
    let sum = this.sum;
    for (let i = 0; i < back; i = (i + 1) | 0) sum = (sum + handles[i]!) | 0;
    this.sum = sum;
    return back;
  }
}

/** The same with a record of it: apart, so that what is measured is not compiled for it. */
class RecordedDrive extends Drive {
  readonly #evidence: Evidence;

  constructor(distributor: Distributor, options: HandOffOptions, tags: Uint32Array, count: number, evidence: Evidence) {
    super(distributor, options, tags, count);
    this.#evidence = evidence;
  }

  protected override fill(input: PacketBurst): void {
    const { count: start } = input;
    super.fill(input);
    for (let i = start; i < input.count; i++) this.#evidence.submitted(input.handles[i]!, input.tags[i]!);
  }

  protected override drain(distributor: Distributor, output: PacketBurst): number {
    const back = super.drain(distributor, output);
    for (let i = 0; i < back; i++) this.#evidence.returned(output.handles[i]!, output.tags[i]!);
    return back;
  }
}

function requireSum(sum: number, count: number): void {
  const expected = Number((BigInt(count) * BigInt(count - 1)) / 2n & 0xffff_ffffn) | 0;
  if (sum !== expected) throw new Error(`the handles of ${count} returned packets add up to ${sum}, not to ${expected}: packets were lost or doubled`);
}
