// A program that reads the capture from beginning to end: packets a second, start and end of the program included, and its peak memory.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { NotHere } from '../../measure/variant.ts';
import type { Outcome, Subject, Verification } from '../../measure/variant.ts';
import { runWatched } from '../../measure/watched-program.ts';
import { conversationsOfFlows } from './conversation-counts.ts';
import { makeCapture } from './make-capture.ts';
import { differenceFrom, tsharkConversations } from './tshark-conversations.ts';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
const NO_TSHARK = 'tshark is not installed (Debian: tshark)';
const run = promisify(execFile);

interface Program {
  readonly command: string;
  readonly args: (capture: string) => readonly string[];
}

const tshark: Program = {
  command: 'tshark',
  // -n: names are not looked up, which nobody else does either.
  args: (capture) => ['-n', '-q', '-r', capture, '-z', 'conv,tcp', '-z', 'conv,udp'],
};

async function isTsharkHere(): Promise<boolean> {
  return run('tshark', ['--version']).then(() => true, () => false);
}

export async function openTshark(packets: number): Promise<Subject> {
  if (!(await isTsharkHere())) throw new NotHere(NO_TSHARK);
  return subjectOf(tshark, captureOf(packets), packets);
}

/** As people install it, compiled: taking the types out of the sources at each start is not what is compared here. */
export async function openFlowlog(workers: number, packets: number): Promise<Subject> {
  try {
    await run(`${ROOT}node_modules/.bin/tsc`, ['-b', `${ROOT}apps/flowlog/tsconfig.src.json`]);
  } catch (error) {
    throw new Error(`flowlog could not be built: ${(error as { stdout?: string }).stdout ?? ''}`, { cause: error });
  }
  const args = (file: string): string[] => [`${ROOT}apps/flowlog/dist/main.js`, '--format', 'jsonl', '--quiet', '--workers', String(workers), file];
  const flowlog = { command: process.execPath, args };
  const capture = captureOf(packets);
  return { ...subjectOf(flowlog, capture, packets), verify: () => compareWithTshark(flowlog, capture) };
}

/** In place of a history, which another process does not give: the log of the very capture that is timed, beside tshark's count of it. */
async function compareWithTshark({ command, args }: Program, capture: string): Promise<Verification> {
  if (!(await isTsharkHere())) return { kept: null, text: NO_TSHARK };
  const plain = { env: { LC_ALL: 'C' }, output: true };
  const expected = tsharkConversations((await runWatched(tshark.command, tshark.args(capture), plain)).output);
  const found = conversationsOfFlows((await runWatched(command, args(capture), plain)).output);
  const difference = differenceFrom(expected, found);
  const same = `the packets and bytes of ${expected.size} conversations as tshark counts them`;
  return { kept: difference === undefined && expected.size > 0, text: difference ?? same };
}

function captureOf(packets: number): string {
  const capture = `${ROOT}node_modules/.cache/dist-bench/conversations-${packets}.pcap`;
  makeCapture(capture, packets);
  return capture;
}

function subjectOf({ command, args }: Program, capture: string, packets: number): Subject {
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
