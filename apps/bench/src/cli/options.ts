// The command line.
import { parseArgs } from 'node:util';

export const USAGE = `pnpm bench [options]

  --quick          fewer cases, smaller counts, fewer rounds, and an end: half a minute
  --only REGEX     only variants whose "case/variant" name matches
  --rounds N       undisturbed runs wanted of each variant (default 5, 3 with --quick)
  --scale X        share of the full counts (default 1, 0.125 with --quick)
  --json FILE      write everything that was measured
  --report FILE    write a page with plots and tables, complete in itself
  --check          hold the run against the targets; exit status 1 when one is missed
  --from FILE      measure nothing: take what --json wrote, for --check and --report
  --compare A B    measure nothing: put two files that --json wrote side by side
  --list           print the names of all cases and variants (--only: of these), measure nothing
  --help           this text`;

export interface BenchOptions {
  readonly quick: boolean;
  readonly only: RegExp | undefined;
  readonly rounds: number;
  readonly scale: number;
  readonly json: string | undefined;
  readonly report: string | undefined;
  readonly check: boolean;
  readonly from: string | undefined;
  readonly compare: readonly [string, string] | undefined;
  readonly list: boolean;
  readonly help: boolean;
}

/** @throws TypeError for an option that does not exist, RangeError for a value that makes no sense. */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    // `pnpm bench -- --quick` passes the dashes on.
    args: args.filter((argument) => argument !== '--'),
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      rounds: { type: 'string' },
      scale: { type: 'string' },
      json: { type: 'string' },
      report: { type: 'string' },
      check: { type: 'boolean', default: false },
      from: { type: 'string' },
      compare: { type: 'string' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  return {
    quick: values.quick,
    only: values.only === undefined ? undefined : requirePattern('--only', values.only),
    rounds: requireNumber('--rounds', values.rounds, values.quick ? 3 : 5, (n) => Number.isInteger(n) && n >= 1 && n <= 1000),
    scale: requireNumber('--scale', values.scale, values.quick ? 0.125 : 1, (n) => n > 0 && n <= 100),
    json: values.json,
    report: values.report,
    check: values.check,
    from: values.from,
    compare: twoFiles(values.compare, positionals),
    list: values.list,
    help: values.help,
  };
}

/** The second file of --compare is the one word that is no option. */
function twoFiles(first: string | undefined, rest: readonly string[]): readonly [string, string] | undefined {
  const [second, more] = rest;
  if (first !== undefined && second !== undefined && more === undefined) return [first, second];
  if (first !== undefined) throw new TypeError(`--compare takes two files, got ${rest.length + 1}`);
  if (second !== undefined) throw new TypeError(`'${second}' is no option; see --help`);
  return undefined;
}

function requirePattern(name: string, text: string): RegExp {
  try {
    return new RegExp(text);
  } catch (cause) {
    throw new RangeError(`${name} is no regular expression: ${text}`, { cause });
  }
}

function requireNumber(name: string, text: string | undefined, otherwise: number, valid: (value: number) => boolean): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (text.trim() === '' || !valid(value)) throw new RangeError(`${name} cannot be ${text}`);
  return value;
}
