// One variant on its way through the rounds of a case. Whatever goes wrong with it ends this variant alone.
import { HostedVariant } from './hosted-variant.ts';
import { disturbed } from './load.ts';
import type { RecordedSample, Row } from './result.ts';
import { countedOf } from './counted.ts';
import { summarize } from './statistics.ts';
import type { Metric, Setting, Variant, Verification } from './variant.ts';

/** A variant runs for so long before it is measured, and once at least: then its code is compiled as it will be. */
const WARM_UP_MS = 300;

export class Runner {
  readonly variant: Variant;
  #count: number;
  readonly #cores: number;
  readonly #samples: RecordedSample[] = [];
  #hosted: HostedVariant | undefined;
  #verification: Verification | undefined;
  #absent: string | undefined;
  #failed: string | undefined;

  constructor(variant: Variant, count: number, cores: number) {
    this.variant = variant;
    this.#count = count;
    this.#cores = cores;
  }

  /** It cannot or must not run again. */
  get isOver(): boolean {
    return this.#hosted === undefined || (this.variant.once === true && this.#samples.length > 0);
  }

  /** Undisturbed runs until now; as many as anybody wants when it is over. */
  get cleanRuns(): number {
    return this.isOver ? Infinity : this.#clean().length;
  }

  /** Starts the variant and lets it get warm. */
  async open(caseId: string, setting: Setting): Promise<void> {
    await this.#guard(async () => {
      const hosted = await HostedVariant.open(caseId, this.variant, setting);
      if (!(hosted instanceof HostedVariant)) {
        this.#absent = hosted.notHere;
        return;
      }
      this.#hosted = hosted;
      this.#count = hosted.count ?? this.#count;
      if (this.variant.once === true) return;
      const start = performance.now();
      do await hosted.run();
      while (performance.now() - start < WARM_UP_MS);
    });
  }

  /** Instead of {@link open}: it is not measured, and why. */
  leaveOut(why: string): void {
    this.#absent = why;
  }

  async run(): Promise<void> {
    await this.#guard(async () => {
      const sample = await this.#hosted?.run();
      if (sample !== undefined) this.#samples.push({ ...sample, disturbed: disturbed(sample.load, this.variant, this.#cores) });
    });
  }

  /**
   * Verifies the order that the variant keeps, and ends it. Only now: code that V8 has compiled for packets that are recorded, too, and for
   * two of everything may be much slower, and what an application runs has neither.
   */
  async close(): Promise<void> {
    await this.#guard(async () => {
      this.#verification = await this.#hosted?.verify();
      await this.#hosted?.close();
    });
  }

  row(metrics: readonly Metric[], rounds: number): Row {
    const wanted = this.variant.once === true ? 1 : rounds;
    const clean = this.#clean();
    const used = countedOf(this.#samples, wanted);
    const summaries = metrics.map(({ name }) => [name, summarize(used.map(({ values }) => values[name] ?? NaN))] as const);
    return {
      variant: this.variant.name,
      ...(this.variant.ours === undefined ? {} : { ours: this.variant.ours }),
      count: this.#count,
      ...(this.#absent === undefined ? {} : { absent: this.#absent }),
      ...(this.#failed === undefined ? {} : { failed: this.#failed }),
      ...(this.#verification === undefined ? {} : { verification: this.#verification }),
      values: used.length === 0 ? {} : Object.fromEntries(summaries),
      used: used.length,
      usedDisturbed: used.filter((sample) => sample.disturbed).length,
      dropped: this.#samples.length - used.length,
      disturbed: used.length > 0 && clean.length < wanted,
      samples: this.#samples,
    };
  }

  #clean(): RecordedSample[] {
    return this.#samples.filter((sample) => !sample.disturbed);
  }

  async #guard(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      this.#failed ??= error instanceof Error ? error.message : String(error);
      this.#hosted?.kill();
      this.#hosted = undefined;
    }
  }
}
