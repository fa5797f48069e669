// Every survivor needs an explanation, and every explanation a survivor.
import type { Survivors } from './survivors.ts';

/** A mutant that lives. */
export interface Survivor {
  readonly file: string;
  /** How its line reads: see `reads`. */
  readonly reads: string;
}

/** What is wrong; nothing when each side has its partner. @param files those that were mutated */
export function judge(survivors: readonly Survivor[], explained: readonly Survivors[], files: readonly string[]): string[] {
  const nameOf = ({ file, reads }: Survivor): string => `${file}: ${reads}`;
  const alive = new Set(survivors.map(nameOf));
  const known = new Set(explained.filter(({ file }) => files.includes(file)).flatMap(({ file, mutants }) => mutants.map((reads) => nameOf({ file, reads }))));
  return [
    ...[...alive].filter((name) => !known.has(name)).map((name) => `survives: ${name}`),
    ...[...known].filter((name) => !alive.has(name)).map((name) => `is explained, and does not survive: ${name}`),
  ];
}
