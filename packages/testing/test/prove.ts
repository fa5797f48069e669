// pnpm prove: the programs of the schedule explorer, then the Promela models. Arguments go to the explorer; the models follow
// where all is asked for, and take --quick as well.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const here = (file: string): string => join(import.meta.dirname, file);
const args = process.argv.slice(2);

function run(...command: string[]): number {
  return spawnSync(process.execPath, command, { stdio: 'inherit' }).status ?? 1;
}

const explored = run('--conditions=@dist/source', '--import', here('explore/open-core.ts'), here('explore/prove.ts'), ...args);
const chosen = args.some((argument) => /^--(?:only|replay|json)/.test(argument));
const checked = chosen ? 0 : run(here('models/main.ts'), ...args.filter((argument) => argument === '--quick'));
process.exitCode = Math.max(explored, checked);
