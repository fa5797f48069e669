#!/usr/bin/env node
import { ExitStatus } from './cli/exit-status.ts';
import { runCli } from './cli/run-cli.ts';

try {
  process.exitCode = await runCli(process.argv.slice(2), new URL(import.meta.resolve('#worker')));
} catch (error) {
  console.error('flowlog: unexpected failure:', error);
  process.exitCode = ExitStatus.FAILED;
}
