// The program: a run of the benchmark, or, with one argument that only the benchmark itself gives, the process of one variant.
import { findVariant } from './cases/all-cases.ts';
import { bench, namesOfAll } from './cli/bench.ts';
import { USAGE, parseOptions } from './cli/options.ts';
import { serveAsHost } from './measure/host.ts';
import { HOST_ARGUMENT } from './measure/hosted-variant.ts';

async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (options.help) console.log(USAGE);
  else if (options.list) console.log(namesOfAll().join('\n'));
  else {
    const results = await bench(options);
    if (results.cases.length === 0) throw new RangeError(`nothing matches --only ${String(options.only)}; see --list`);
    if (results.cases.some(({ rows }) => rows.some(({ failed }) => failed !== undefined))) return 1;
  }
  return 0;
}

if (process.argv[2] === HOST_ARGUMENT) {
  serveAsHost(findVariant);
} else {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
