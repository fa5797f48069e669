// Runs spin on one model: the verifier that it writes is compiled and run in a folder of its own, which is removed.
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ModelCheck, ModelResult } from './model-check.ts';
import { parsePan } from './parse-pan.ts';

const run = promisify(execFile);
const models = join(import.meta.dirname, '../../models');

/** The tools that are missing, in words; undefined when all are there. */
export async function missingTools(): Promise<string | undefined> {
  const absent: string[] = [];
  for (const [tool, argument] of [['spin', '-V'], ['gcc', '--version']] as const) {
    await run(tool, [argument]).catch(() => absent.push(tool));
  }
  return absent.length === 0 ? undefined : `not installed: ${absent.join(', ')} (Debian and Ubuntu: apt-get install spin gcc)`;
}

/** @throws Error when spin or the compiler refuses the model. */
export async function runModel({ model, asks, defines, quick, expected }: ModelCheck, bounds: 'whole' | 'quick'): Promise<ModelResult> {
  const folder = await mkdtemp(join(tmpdir(), 'dist-model-'));
  const file = `${model}.pml`;
  const options = { cwd: folder, maxBuffer: 2 ** 26 };
  const flags = (bounds === 'quick' ? (quick ?? defines) : defines).map((define) => `-D${define}`);
  try {
    await copyFile(join(models, file), join(folder, file));
    await run('spin', [...flags, '-a', file], options);
    // Breadth first where a failure is expected: the shortest story. Fairness over up to 7 processes takes 4 bits of counters.
    const search = asks === 'finite' ? ['-DNFAIR=3'] : ['-DSAFETY', '-DNOCLAIM', ...(expected === 'fails' ? ['-DBFS'] : [])];
    await run('gcc', ['-O2', '-w', ...search, '-o', 'pan', 'pan.c'], options);
    const { stdout } = await run(join(folder, 'pan'), ['-n', '-m1000000', ...(asks === 'finite' ? ['-a', '-f', '-N', 'finite'] : [])], options);
    const result = parsePan(stdout);
    const story = result.verdict === 'fails' ? await tell(file, flags, options) : [];
    return { ...result, story };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Follows the trail of a failure and keeps what the model says of itself. */
async function tell(file: string, flags: readonly string[], options: { cwd: string }): Promise<string[]> {
  const { stdout } = await run('spin', [...flags, '-t', '-T', file], options).catch((error: unknown) => error as { stdout: string });
  return stdout.split('\n').filter((line) => /^(?:distributor|worker \d+): /.test(line));
}
