// The same tests run from source and against what was built; threads and processes must be started from the same of the two.
import { fileURLToPath } from 'node:url';

const CONDITION = '--conditions=@dist/source';
const fromSource = process.execArgv.includes(CONDITION);

/** What a child process needs before the module's name. */
export const execArgv: readonly string[] = fromSource ? [CONDITION] : [];
export const workerEntry: URL = builtOrSource('distribution/packets.worker');
export const mainFile: string = fileURLToPath(builtOrSource('main'));

function builtOrSource(module: string): URL {
  return new URL(fromSource ? `../../src/${module}.ts` : `../../dist/${module}.js`, import.meta.url);
}
