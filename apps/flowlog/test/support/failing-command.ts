// The command with workers that throw.
import { runCli } from '../../src/cli/run-cli.ts';

process.exitCode = await runCli(process.argv.slice(2), new URL('workers/throws-in-a-packet.worker.ts', import.meta.url));
