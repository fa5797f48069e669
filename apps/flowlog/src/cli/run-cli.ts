import { fileURLToPath } from 'node:url';
import { Command, complain } from './command.ts';
import { ExitStatus } from './exit-status.ts';
import { helpText } from './help.ts';
import { Output, OutputClosed, OutputError } from './output.ts';
import { parseOptions } from './parse-options.ts';
import type { Options } from './parse-options.ts';
import { UsageError } from './usage-error.ts';
import { versionText } from './version.ts';

/** What is read when nothing is named: real programs that talk over loopback, see its README. */
const DEMO = new URL('../../captures/demo.pcap', import.meta.url);

/**
 * The command with these arguments.
 * @param entry the worker thread's module.
 * @returns the exit status; everything that the user can cause has one, other errors are thrown.
 */
export async function runCli(args: readonly string[], entry: URL): Promise<ExitStatus> {
  // A terminal that went away takes the messages with it, not the run.
  process.stderr.on('error', () => undefined);
  try {
    const options = parseOptions(args);
    if (options.help || options.version) {
      await Output.standard().write(options.help ? helpText() : versionText());
      return ExitStatus.OK;
    }
    const output = options.output === null ? Output.standard() : await Output.file(options.output);
    return await new Command(options, output, entry).run(inputsOf(options));
  } catch (error) {
    if (error instanceof OutputClosed) return ExitStatus.OK;
    if (!(error instanceof UsageError) && !(error instanceof OutputError)) throw error;
    complain(error instanceof UsageError ? `${error.message}; flowlog --help tells more` : error.message);
    return ExitStatus.UNUSABLE;
  }
}

function inputsOf({ inputs, quiet }: Options): readonly string[] {
  if (inputs.length > 0) return inputs;
  if (!quiet) complain('no capture named, so this reads the one that comes with it; flowlog --help tells more');
  return [fileURLToPath(DEMO)];
}
