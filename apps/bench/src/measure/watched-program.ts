// Another program from start to end, with what it used: the load of a run must not take it for somebody else.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ProgramWatch } from './program-usage.ts';
import type { ProgramUsage } from './program-usage.ts';

const LOOK_EVERY_MS = 20;
/** A program that takes longer is ended, before the process that waits for it is given up and leaves it behind. */
export const PROGRAM_PATIENCE_MS = 170_000;

export interface ProgramRun {
  readonly seconds: number;
  readonly usage: ProgramUsage;
  /** What it printed; empty without `output`. */
  readonly output: string;
}

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Keep what it prints. */
  readonly output?: boolean;
}

/** @throws Error with what it said when it ends with another status than 0. */
export async function runWatched(command: string, args: readonly string[], { env, output = false }: ProgramOptions = {}): Promise<ProgramRun> {
  const start = performance.now();
  const child = spawn(command, args, {
    stdio: ['ignore', output ? 'pipe' : 'ignore', 'pipe'],
    env: { ...process.env, ...env },
    timeout: PROGRAM_PATIENCE_MS,
    killSignal: 'SIGKILL',
  });
  let printed = '';
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const watch = new ProgramWatch(child.pid ?? 0);
  const looks = setInterval(() => watch.look(), LOOK_EVERY_MS);
  let seconds = NaN;
  child.once('exit', () => {
    seconds = (performance.now() - start) / 1000;
  });
  // `close` comes after `exit`, when all that it printed has been read.
  const [status, signal] = (await once(child, 'close')) as [number | null, string | null];
  clearInterval(looks);
  if (status !== 0) throw new Error(`${command} ended with ${signal ?? `status ${String(status)}`} after ${seconds.toFixed(0)} s: ${said}${printed.slice(-1000)}`);
  return { seconds, usage: watch.usage, output: printed };
}
