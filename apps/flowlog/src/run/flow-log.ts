// One run: captures in, flow log out. Puts the parts together and takes them down again.
import { randomBytes } from 'node:crypto';
import type { Verdict } from '@dist/testing/live';
import type { CaptureError } from '../capture/capture-error.ts';
import { Pipeline } from '../distribution/pipeline.ts';
import type { PipelineOptions } from '../distribution/pipeline-options.ts';
import { FlowTable } from '../flow/flow-table.ts';
import type { Source } from '../input/source.ts';
import { EarlyFlows } from '../intake/early-flows.ts';
import { Intake } from '../intake/intake.ts';
import type { ReportFormat } from '../report/report-format.ts';
import { Report } from '../report/report.ts';

export interface FlowLogOptions extends PipelineOptions {
  readonly format: ReportFormat;
  /** Takes pieces of the report (ASCII), one at a time; the bytes are good until it resolves. What it throws ends the run. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
}

/** What the summary tells. */
export interface RunResult {
  readonly packets: number;
  readonly bytes: number;
  readonly nonIp: number;
  readonly unknownLinktypes: readonly (readonly [linktype: number, packets: number])[];
  readonly flows: number;
  readonly earlyFlows: number;
  readonly packetsPerWorker: readonly number[];
  readonly seconds: number;
  readonly verdict: Verdict;
}

export class FlowLog {
  readonly #started = performance.now();
  readonly #pipeline: Pipeline;
  readonly #report: Report;
  readonly #early: EarlyFlows;
  readonly #intake: Intake;

  /** Starts the workers. @throws WorkerError */
  static async start(options: FlowLogOptions): Promise<FlowLog> {
    return new FlowLog(options, await Pipeline.start(options));
  }

  private constructor(options: FlowLogOptions, pipeline: Pipeline) {
    const table = new FlowTable(options.maxFlows, randomBytes(4).readInt32LE());
    this.#pipeline = pipeline;
    this.#report = new Report(options.format, table, this.#pipeline.states, options.write);
    this.#early = new EarlyFlows(table, this.#pipeline, this.#report);
    this.#intake = new Intake(this.#pipeline, table, this.#early);
  }

  /** Packets and bytes of captures read so far. */
  get progress(): { readonly packets: number; readonly read: number } {
    return { packets: this.#intake.packets, read: this.#intake.read };
  }

  /** Takes in one capture; see `Intake.take`. */
  take(source: Source, stop: AbortSignal): Promise<CaptureError | null> {
    return this.#intake.take(source, stop);
  }

  /** Waits for the workers, writes the report and ends the run. @throws WorkerError, and what `write` throws */
  async finish(): Promise<RunResult> {
    await this.#pipeline.drain();
    const seconds = (performance.now() - this.#started) / 1000;
    await this.#report.finish();
    const verdict = await this.#pipeline.close();
    const { packets, bytes, nonIp, unknownLinktypes } = this.#intake;
    return {
      packets,
      bytes,
      nonIp,
      unknownLinktypes: unknownLinktypes.entries(),
      flows: this.#report.flows,
      earlyFlows: this.#early.count,
      packetsPerWorker: Array.from({ length: this.#pipeline.workers }, (_, worker) => this.#pipeline.stats.packets(worker)),
      seconds,
      verdict,
    };
  }

  /** Ends the run without a report: after a failure, or when there is nothing to report. */
  async abort(): Promise<void> {
    // Whoever aborts knows of a failure already.
    await this.#pipeline.close().catch(() => undefined);
  }
}
