// A program that reads the capture from beginning to end: packets a second, start and end of the program included, and its peak memory.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { NotHere } from '../../measure/variant.ts';
import type { Outcome, Subject } from '../../measure/variant.ts';
import { runWatched } from '../../measure/watched-program.ts';
import { makeCapture } from './make-capture.ts';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
const run = promisify(execFile);

interface Program {
  readonly command: string;
  readonly args: (capture: string) => readonly string[];
}

export async function openTshark(packets: number): Promise<Subject> {
  try {
    await run('tshark', ['--version']);
  } catch {
    throw new NotHere('tshark is not installed (Debian: tshark)');
  }
  // -n: names are not looked up, which nobody else does either.
  const args = (capture: string): string[] => ['-n', '-q', '-r', capture, '-z', 'conv,tcp', '-z', 'conv,udp'];
  return subjectOf({ command: 'tshark', args }, packets);
}

/** As people install it, compiled: taking the types out of the sources at each start is not what is compared here. */
export async function openFlowlog(workers: number, packets: number): Promise<Subject> {
  try {
    await run(`${ROOT}node_modules/.bin/tsc`, ['-b', `${ROOT}apps/flowlog/tsconfig.src.json`]);
  } catch (error) {
    throw new Error(`flowlog could not be built: ${(error as { stdout?: string }).stdout ?? ''}`, { cause: error });
  }
  const args = (capture: string): string[] => [`${ROOT}apps/flowlog/dist/main.js`, '--format', 'jsonl', '--quiet', '--workers', String(workers), capture];
  return subjectOf({ command: process.execPath, args }, packets);
}

function subjectOf({ command, args }: Program, packets: number): Subject {
  const capture = `${ROOT}node_modules/.cache/dist-bench/conversations-${packets}.pcap`;
  makeCapture(capture, packets);
  return {
    async run(): Promise<Outcome> {
      const { seconds, usage } = await runWatched(command, args(capture));
      return { values: { rate: packets / seconds, peak: usage.peakMegabytes }, elsewhere: usage };
    },
    close(): Promise<void> {
      // The capture stays for the next run: making it takes longer than reading it.
      return Promise.resolve();
    },
  };
}
