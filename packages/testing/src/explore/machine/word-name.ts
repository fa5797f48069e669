import type { Program } from '../program.ts';

/** What a word of the machine is called in reports: a shared word, a cell, or the end of a thread. */
export function wordName(program: Program, word: number): string {
  if (word < program.words) return program.label?.(word) ?? `word ${word}`;
  const cell = word - program.words;
  const cells = program.cells ?? 0;
  return cell < cells ? `cell ${cell}` : `end of ${program.threads[cell - cells]?.name ?? '?'}`;
}
