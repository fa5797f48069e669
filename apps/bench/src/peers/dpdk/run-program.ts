// One measurement in C: a process of its own, which prints one line of JSON.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Outcome } from '../../measure/variant.ts';
import { PROGRAM_PATIENCE_MS } from '../../measure/watched-program.ts';
import { lcoresOption } from './lcores.ts';

const run = promisify(execFile);

/** What every measurement reports beside its own results. */
interface Report {
  readonly cpuMs: number;
  readonly switches: number;
}

/** No huge pages, no devices, no files shared with other processes. */
export function environment(workers: number): string[] {
  return ['--no-huge', '-m', '512', '--no-pci', '--no-telemetry', '--no-shconf', '--log-level=error', lcoresOption(workers)];
}

/** Runs a measurement with that many workers. @throws Error with what the program said when it failed. */
export async function runDpdk<T>(program: string, workers: number, args: readonly (string | number)[]): Promise<T & { readonly elsewhere: NonNullable<Outcome['elsewhere']> }> {
  const patience = { timeout: PROGRAM_PATIENCE_MS, killSignal: 'SIGKILL' } as const;
  const { stdout } = await run(program, [...environment(workers), '--', ...args.map(String)], patience);
  const line = stdout.split('\n').findLast((text) => text.startsWith('{'));
  if (line === undefined) throw new Error(`the C program printed no result: ${stdout}`);
  const report = JSON.parse(line) as T & Report;
  return { ...report, elsewhere: { cpuMs: report.cpuMs, involuntarySwitches: report.switches } };
}
