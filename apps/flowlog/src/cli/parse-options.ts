import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { FORMAT_NAMES } from '../report/create-format.ts';
import type { FormatName } from '../report/report-format.ts';
import { UsageError } from './usage-error.ts';

export interface Options {
  /** Paths, `-` for standard input; empty: the demo capture. */
  readonly inputs: readonly string[];
  readonly workers: number;
  readonly burst: number;
  readonly maxFlows: number;
  readonly format: FormatName;
  /** Null: standard output. */
  readonly output: string | null;
  readonly quiet: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

export const LIMITS = {
  workers: { least: 1, most: 256 },
  burst: { least: 1, most: 256, fallback: 256 },
  maxFlows: { least: 1, most: 1_048_576, fallback: 262_144 },
} as const;

/** Two even on a small machine: the one that reads often waits. More than a few find nothing to do for them. */
const LEAST_DEFAULT_WORKERS = 2;
const MOST_DEFAULT_WORKERS = 4;

export function defaultWorkers(parallelism: number = availableParallelism()): number {
  return Math.min(MOST_DEFAULT_WORKERS, Math.max(LEAST_DEFAULT_WORKERS, parallelism - 1));
}

/** @throws UsageError that says what is wrong. */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args);
  const { format } = values;
  const known = FORMAT_NAMES.find((name) => name === format);
  if (known === undefined) throw new UsageError(`--format is ${FORMAT_NAMES.join(', ')}; got '${format}'`);
  return {
    inputs: positionals,
    workers: integer('--workers', values.workers, LIMITS.workers, defaultWorkers()),
    burst: integer('--burst', values.burst, LIMITS.burst, LIMITS.burst.fallback),
    maxFlows: integer('--max-flows', values['max-flows'], LIMITS.maxFlows, LIMITS.maxFlows.fallback),
    format: known,
    output: values.output ?? null,
    quiet: values.quiet,
    help: values.help,
    version: values.version,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        workers: { type: 'string', short: 'w' },
        burst: { type: 'string', short: 'b' },
        'max-flows': { type: 'string' },
        format: { type: 'string', short: 'f', default: 'table' },
        output: { type: 'string', short: 'o' },
        quiet: { type: 'boolean', short: 'q', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message.replace(/\. To specify .*$/, ''), { cause: error });
  }
}

function integer(option: string, text: string | undefined, range: { least: number; most: number }, fallback: number): number {
  if (text === undefined) return fallback;
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(value >= range.least && value <= range.most)) {
    throw new UsageError(`${option} is a whole number from ${String(range.least)} to ${String(range.most)}; got '${text}'`);
  }
  return value;
}
