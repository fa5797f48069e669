/** A mutant that was tried. Lines and columns count from 1; `end` is behind the last character. */
export interface Mutant {
  /** Under `packages/core/src`. */
  readonly file: string;
  readonly start: Place;
  readonly end: Place;
  readonly replacement: string;
  readonly killed: boolean;
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Replacements that do not show what they stand for. */
const MUTE: readonly string[] = ['', ';', 'true', 'false'];

/** How the code reads with the mutation: its lines, on one; what would not show otherwise as a comment. Names a mutant wherever it stands. */
export function reads({ start, end, replacement }: Mutant, source: string): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const before = lines[0]!.slice(0, start.column - 1);
  const behind = lines.at(-1)!.slice(end.column - 1);
  const original = lines.join(' ').slice(before.length, lines.join(' ').length - behind.length);
  const instead = MUTE.includes(replacement) ? `/* ${original} */ ${replacement.replace(';', '')}` : replacement;
  return `${before}${instead}${behind}`.replaceAll(/\s+/g, ' ').trim();
}
