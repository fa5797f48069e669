// The measurements that DPDK makes of itself, by its own test program `dpdk-test`.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { NotHere } from '../../measure/variant.ts';
import { runWatched } from '../../measure/watched-program.ts';
import type { ProgramRun } from '../../measure/watched-program.ts';
import { dpdkProgram } from './build-program.ts';
import { environment, runDpdk } from './run-program.ts';

/** Ticks of the time-stamp counter in a nanosecond, as DPDK knows them. @throws NotHere when there is no dpdk-test. */
export async function openAutotests(): Promise<number> {
  try {
    await promisify(execFile)('dpdk-test', ['--version']);
  } catch (error) {
    // Whatever status it ends with, it is there.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new NotHere('dpdk-test is not installed (Debian: dpdk-dev)');
  }
  const { tscHz } = await runDpdk<{ readonly tscHz: number }>(await dpdkProgram(), 1, ['clock']);
  return tscHz / 1e9;
}

/** Runs an autotest with one worker, on the same cores as our C program. */
export function runAutotest(name: string): Promise<ProgramRun> {
  return runWatched('dpdk-test', environment(1), { env: { DPDK_TEST: name }, output: true });
}
