// One run of the command: inputs to the flow log, problems and summary to standard error, and the exit status.
// A problem with one input does not keep the others from being read; problems are told after the flow log, the worst is the status.
import { WorkerError } from '@dist/node';
import type { CaptureError } from '../capture/capture-error.ts';
import { InputError } from '../input/input-error.ts';
import { inputName, openSource } from '../input/open-source.ts';
import type { Source } from '../input/source.ts';
import { createFormat } from '../report/create-format.ts';
import { FlowLog } from '../run/flow-log.ts';
import { ExitStatus } from './exit-status.ts';
import { OutputClosed, OutputError } from './output.ts';
import type { Output } from './output.ts';
import type { Options } from './parse-options.ts';
import { Progress } from './progress.ts';
import { Signals } from './signals.ts';
import { summaryText, warnings } from './summary.ts';

export class Command {
  readonly #options: Options;
  readonly #output: Output;
  readonly #entry: URL;
  readonly #signals = new Signals();
  readonly #problems: string[] = [];
  #status: ExitStatus = ExitStatus.OK;
  #log: FlowLog | null = null;
  /** Some input was a capture, if only in part: there is something to report. */
  #hasRead = false;
  /** What the progress line shows: the present input, and the bytes of those before it. */
  #source: Source | null = null;
  #readBefore = 0;

  /** @param entry the worker thread's module. */
  constructor(options: Options, output: Output, entry: URL) {
    this.#options = options;
    this.#output = output;
    this.#entry = entry;
  }

  /** Reads all inputs and writes the flow log. */
  async run(inputs: readonly string[]): Promise<ExitStatus> {
    const progress = this.#startProgress();
    try {
      for (const input of inputs) {
        if (this.#signals.stop.aborted) break;
        await this.#take(input);
      }
      progress?.end();
      await this.#finish();
    } catch (error) {
      progress?.end();
      await this.#log?.abort();
      this.#fail(error);
    } finally {
      this.#signals.close();
    }
    for (const problem of this.#problems) complain(problem);
    return this.#signals.status ?? this.#status;
  }

  async #take(input: string): Promise<void> {
    const name = inputName(input);
    try {
      const source = await openSource(input);
      this.#log ??= await this.#start();
      this.#source = source;
      this.#readBefore = this.#log.progress.read;
      const error = await this.#log.take(source, this.#signals.stop);
      this.#hasRead ||= error?.kind !== 'not-a-capture';
      if (error !== null) this.#problem(`${name}: ${error.message}`, statusOf(error));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.#problem(`${name}: ${error.message}`, ExitStatus.UNUSABLE);
    }
  }

  #start(): Promise<FlowLog> {
    const { format, workers, burst, maxFlows } = this.#options;
    return FlowLog.start({ format: createFormat(format), workers, burst, maxFlows, entry: this.#entry, write: (bytes) => this.#output.write(bytes) });
  }

  async #finish(): Promise<void> {
    if (this.#log === null) return;
    if (!this.#hasRead) {
      await this.#log.abort();
      return;
    }
    const result = await this.#log.finish();
    await this.#output.close();
    if (!result.verdict.kept) this.#worsen(ExitStatus.FAILED);
    for (const warning of warnings(result)) complain(`warning: ${warning}`);
    if (!this.#options.quiet || !result.verdict.kept) process.stderr.write(summaryText(result));
  }

  #startProgress(): Progress | null {
    if (this.#options.quiet || !process.stderr.isTTY) return null;
    return new Progress(process.stderr, () => {
      const { packets, read } = this.#log?.progress ?? { packets: 0, read: 0 };
      return { name: this.#source?.name ?? '', packets, read: read - this.#readBefore, size: this.#source?.size ?? null };
    });
  }

  #fail(error: unknown): void {
    if (error instanceof OutputClosed) {
      // As `flowlog ... | head` does it: the reader has what it wanted.
      this.#problems.length = 0;
      this.#status = ExitStatus.OK;
    } else if (error instanceof OutputError) {
      this.#problem(error.message, ExitStatus.UNUSABLE);
    } else if (WorkerError.isInstance(error)) {
      this.#problem(error.message, ExitStatus.FAILED);
    } else {
      throw error;
    }
  }

  #problem(text: string, status: ExitStatus): void {
    this.#problems.push(text);
    this.#worsen(status);
  }

  #worsen(status: ExitStatus): void {
    if (status > this.#status) this.#status = status;
  }
}

/** One line on standard error. */
export function complain(text: string): void {
  process.stderr.write(`flowlog: ${text}\n`);
}

function statusOf(error: CaptureError): ExitStatus {
  return error.kind === 'damaged' ? ExitStatus.DAMAGED : ExitStatus.UNUSABLE;
}
