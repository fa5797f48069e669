// Hand-off through rte_distributor.
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evidencePackets } from '../../measure/evidence.ts';
import { longEnough } from '../../measure/long-enough.ts';
import type { Outcome, Subject, Verification } from '../../measure/variant.ts';
import { dpdkProgram } from './build-program.ts';
import { mustShare } from './lcores.ts';
import { runDpdk } from './run-program.ts';

/** Workers that spin on one processor get in each other's way, by how much depends on the tags: a packet may wait for another time slice. */
const SHARED = { least: 512, seconds: 0.1, patience: 10 };
/** Fewer say little about an order, however slow they are. */
const VERIFIED = 4096;

export interface DpdkRateOptions {
  readonly mode: 'single' | 'burst';
  readonly workers: number;
}

interface RateReport {
  readonly seconds: number;
  readonly allBack: boolean;
  readonly startedOutOfTurn: number;
  readonly returnedOutOfTurn: number;
}

/** Packets that started, and that came back, out of turn: each counts once at either place. */
export function verdictOf(packets: number, { allBack, startedOutOfTurn, returnedOutOfTurn }: Omit<RateReport, 'seconds'>): Verification {
  const lost = allBack ? '' : ', and some were lost or doubled';
  const text = `of ${packets} packets ${startedOutOfTurn} started and ${returnedOutOfTurn} came back out of turn${lost}`;
  return { kept: allBack && startedOutOfTurn === 0 && returnedOutOfTurn === 0, text };
}

export class DpdkRate implements Subject {
  readonly #program: string;
  readonly #options: DpdkRateOptions;
  readonly #most: number;
  #count: number;
  readonly #tagsFile: string;

  /** @param count packets of a run; where workers share a processor the most, if fewer make a run long enough */
  static async open(options: DpdkRateOptions, tags: Uint32Array, count: number): Promise<DpdkRate> {
    const program = await dpdkProgram();
    const tagsFile = join(tmpdir(), `bench-tags-${process.pid}-${options.mode}`);
    writeFileSync(tagsFile, tags);
    const rate = new DpdkRate(program, options, count, tagsFile);
    if (mustShare(options.workers)) rate.#count = await longEnough({ ...SHARED, most: count }, async (some) => (await rate.#rate(some)).seconds);
    return rate;
  }

  private constructor(program: string, options: DpdkRateOptions, count: number, tagsFile: string) {
    this.#program = program;
    this.#options = options;
    this.#most = count;
    this.#count = count;
    this.#tagsFile = tagsFile;
  }

  get count(): number {
    return this.#count;
  }

  async verify(): Promise<Verification> {
    const packets = evidencePackets(Math.max(this.#count, Math.min(VERIFIED, this.#most)));
    return verdictOf(packets, await this.#rate(packets, 'verify'));
  }

  async run(): Promise<Outcome> {
    const { seconds, elsewhere } = await this.#rate(this.#count);
    return { values: { rate: this.#count / seconds }, elsewhere };
  }

  close(): Promise<void> {
    rmSync(this.#tagsFile);
    return Promise.resolve();
  }

  #rate(count: number, ...more: string[]): ReturnType<typeof runDpdk<RateReport>> {
    const { mode, workers } = this.#options;
    return runDpdk<RateReport>(this.#program, workers, ['rate', mode, workers, count, this.#tagsFile, ...more]);
  }
}
