// The command as a user runs it: a process of its own, its two outputs and how it ended.
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { execArgv, mainFile } from './entry.ts';

export interface Ended {
  /** Null when a signal ended it. */
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the command with its standard streams piped. */
export function startCommand(args: readonly string[], main = mainFile, nodeArgs: readonly string[] = []): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [...execArgv, ...nodeArgs, main, ...args], { stdio: 'pipe' });
  // A command that ends without reading all of its input is no failure of the test.
  child.stdin.on('error', () => undefined);
  return child;
}

/** Runs the command to its end. @param input what standard input holds. */
export async function runCommand(args: readonly string[], input: Uint8Array | null = null, main = mainFile): Promise<Ended> {
  const child = startCommand(args, main);
  child.stdin.end(input ?? undefined);
  return ended(child);
}

/** How a started command ends; both outputs are read to their ends. */
export async function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  const [stdout, stderr, [status, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>,
  ]);
  return { status, signal, stdout, stderr };
}
