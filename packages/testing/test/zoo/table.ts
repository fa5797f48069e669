// The tables of docs/bug-zoo.md, from the lists that the tests run: what they say is what is tested.
import { checks } from './checks.ts';
import { caseOf, faultsPutBack, openDefects } from './known-in-double.ts';
import type { Mutant } from './mutant.ts';
import { mutants } from './mutants.ts';

const BREACHES: Readonly<Record<string, string>> = {
  race: 'a data race',
  deadlock: 'a deadlock',
  'lost-wake-up': 'a lost wake-up',
  livelock: 'a livelock',
  threw: 'an error',
};

/** What "where it was seen" may name, and where that stands. */
const SOURCES: readonly (readonly [name: RegExp, address: string])[] = [
  [/\b([0-9a-f]{10})\b/g, 'https://github.com/DPDK/dpdk/commit/$1'],
  [/\bPekko (2905)\b/g, 'https://github.com/apache/pekko/pull/$1'],
  [/\bpg-boss (849)\b/g, 'https://github.com/timgit/pg-boss/issues/$1'],
];

const linked = (text: string): string => SOURCES.reduce((linkedSoFar, [name, address]) => linkedSoFar.replace(name, `[$&](${address})`), text);

const row = (...cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

function table(head: readonly string[], rows: readonly string[]): string {
  return [row(...head), row(...head.map(() => '---')), ...rows].join('\n');
}

const mutantRow = ({ name, seenIn, check, breaks, within }: Mutant): string =>
  row(name, linked(seenIn), check, BREACHES[breaks] ?? breaks, `${within} ${checks[check].unit}`);

const nameOf = (name: string): string => name.replace(/ \(burst \d+\)$/, '');

/** The parts of the page that are written by the lists, by name. */
const tables: Readonly<Record<string, string>> = {
  mutants: table(['what the code does', 'where it was seen', 'caught by', 'as', 'within'], mutants.map(mutantRow)),
  defects: table(
    ['case', 'mode', 'where it was seen', 'a violation of', 'within'],
    openDefects.map((defect) => {
      const { name, source, promise } = caseOf(defect);
      return row(nameOf(name), defect.burst === 1 ? 'single' : 'burst', linked(source), promise, `${defect.within} packets`);
    }),
  ),
  faults: table(
    ['fault', 'mode', 'where it was seen', 'caught by the case', 'as', 'within'],
    faultsPutBack.map((putBack) => {
      const { name, source, promise } = caseOf(putBack);
      return row(putBack.fault, putBack.burst === 1 ? 'single' : 'burst', linked(source), nameOf(name), `${promise}: ${putBack.kind}`, `${putBack.within} packets`);
    }),
  ),
};

/** The page with its tables as the lists have them now. @throws RangeError when it has no place for one. */
export function withTables(page: string): string {
  return Object.entries(tables).reduce((text, [name, rows]) => {
    const place = new RegExp(`(<!-- ${name}: .*-->\\n)[\\s\\S]*?(<!-- end of ${name} -->)`);
    if (!place.test(text)) throw new RangeError(`the page has no place for the table "${name}"`);
    return text.replace(place, (_, start: string, end: string) => `${start}${rows}\n${end}`);
  }, page);
}
