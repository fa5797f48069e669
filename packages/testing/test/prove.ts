// pnpm prove: the programs of the schedule explorer, then the Promela models. Arguments go to the explorer; the models follow
// where all is asked for, and take --quick as well.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const here = (file: string): string => join(import.meta.dirname, file);
const args = process.argv.slice(2);

/** Runs a program to its end, or to the end of this one. */
async function run(...command: string[]): Promise<number> {
  const program = spawn(process.execPath, command, { stdio: 'inherit' });
  const end = (signal: NodeJS.Signals): void => {
    program.kill(signal);
    process.exit(1);
  };
  process.once('SIGTERM', end);
  const [status] = (await once(program, 'exit')) as [number | null];
  process.off('SIGTERM', end);
  return status ?? 1;
}

const explored = await run('--conditions=@dist/source', '--import', here('explore/open-core.ts'), here('explore/prove.ts'), ...args);
const chosen = args.some((argument) => /^--(?:only|replay|json)/.test(argument));
const checked = chosen ? 0 : await run(here('models/main.ts'), ...args.filter((argument) => argument === '--quick'));
process.exitCode = Math.max(explored, checked);
