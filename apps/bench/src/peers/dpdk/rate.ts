// Hand-off through rte_distributor.
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evidencePackets } from '../../measure/evidence.ts';
import type { Outcome, Subject, Verification } from '../../measure/variant.ts';
import { dpdkProgram } from './build-program.ts';
import { runDpdk } from './run-program.ts';

export interface DpdkRateOptions {
  readonly mode: 'single' | 'burst';
  readonly workers: number;
}

interface RateReport {
  readonly seconds: number;
  readonly allBack: boolean;
  readonly violations: number;
}

export class DpdkRate implements Subject {
  readonly #program: string;
  readonly #options: DpdkRateOptions;
  readonly #count: number;
  readonly #tagsFile: string;

  static async open(options: DpdkRateOptions, tags: Uint32Array, count: number): Promise<DpdkRate> {
    const program = await dpdkProgram();
    const tagsFile = join(tmpdir(), `bench-tags-${process.pid}-${options.mode}`);
    writeFileSync(tagsFile, tags);
    return new DpdkRate(program, options, count, tagsFile);
  }

  private constructor(program: string, options: DpdkRateOptions, count: number, tagsFile: string) {
    this.#program = program;
    this.#options = options;
    this.#count = count;
    this.#tagsFile = tagsFile;
  }

  async verify(): Promise<Verification> {
    const packets = evidencePackets(this.#count);
    const { allBack, violations } = await this.#rate(packets, 'verify');
    const lost = allBack ? '' : ', packets were lost';
    return { kept: allBack && violations === 0, text: `${violations} packets of ${packets} out of turn${lost}` };
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
