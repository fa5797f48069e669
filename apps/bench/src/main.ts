// The program: a run of the benchmark, or, with one argument that only the benchmark itself gives, the process of one variant.
import { findVariant } from './cases/all-cases.ts';
import { run } from './cli/run.ts';
import { serveAsHost } from './measure/host.ts';
import { HOST_ARGUMENT } from './measure/hosted-variant.ts';

if (process.argv[2] === HOST_ARGUMENT) {
  serveAsHost(findVariant);
} else {
  try {
    process.exitCode = await run(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
