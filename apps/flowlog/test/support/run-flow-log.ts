import type { CaptureError } from '../../src/capture/capture-error.ts';
import { openSource } from '../../src/input/open-source.ts';
import { createFormat } from '../../src/report/create-format.ts';
import type { FormatName } from '../../src/report/report-format.ts';
import { FlowLog } from '../../src/run/flow-log.ts';
import type { RunResult } from '../../src/run/flow-log.ts';
import { workerEntry } from './entry.ts';

export interface TestRun {
  readonly text: string;
  readonly result: RunResult;
  /** Of each file, in order. */
  readonly errors: readonly (CaptureError | null)[];
}

export interface TestRunOptions {
  readonly workers?: number;
  readonly burst?: number;
  readonly maxFlows?: number;
  readonly format?: FormatName;
  readonly entry?: URL;
}

/** Runs the files through real worker threads. */
export async function runFlowLog(files: readonly string[], options: TestRunOptions = {}): Promise<TestRun> {
  const { workers = 2, burst = 32, maxFlows = 65_536, format = 'jsonl', entry = workerEntry } = options;
  let text = '';
  const write = (piece: Uint8Array): Promise<void> => {
    text += Buffer.from(piece).toString('latin1');
    return Promise.resolve();
  };
  const log = await FlowLog.start({ workers, burst, maxFlows, entry, format: createFormat(format), write });
  try {
    const errors: (CaptureError | null)[] = [];
    for (const file of files) errors.push(await log.take(await openSource(file), new AbortController().signal));
    return { result: await log.finish(), text, errors };
  } catch (error) {
    await log.abort();
    throw error;
  }
}

/** What a line of the jsonl format holds, as far as tests look at it. */
export interface FlowLine {
  readonly version: number;
  readonly src: string;
  readonly dst: string;
  readonly proto: number;
  readonly sport: number | null;
  readonly dport: number | null;
  readonly packets: number;
  readonly bytes: number;
  readonly first_packet: number;
  readonly last_packet: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly ip_checksum_failures: number;
  readonly l4_checksums_verified: number;
  readonly l4_checksum_failures: number;
  readonly tcp_flags: string | null;
  readonly tcp_repeated: number | null;
  readonly tcp_out_of_order: number | null;
}

export function flowLines(text: string): FlowLine[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as FlowLine);
}
