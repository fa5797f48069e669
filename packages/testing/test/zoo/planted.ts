import { readFileSync, readdirSync } from 'node:fs';
import type { Harmless } from './mutant.ts';

const core = new URL('../../../core/src/', import.meta.url);

/** The sources that a mutant changes, with its changes, by their names under `packages/core/src`. @throws RangeError when it no longer applies. */
export function planted({ name, edits }: Harmless): Map<string, string> {
  const files = readdirSync(core, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
  const sources = new Map(files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).map((file) => [file, readFileSync(new URL(file, core), 'utf8')]));
  const changed = new Map<string, string>();
  for (const { find, replace, file } of edits) {
    const found = [...sources].filter(([source]) => file === undefined || file === source).flatMap(([source, text]) => Array.from({ length: text.split(find).length - 1 }, () => source));
    if (found.length !== 1) throw new RangeError(`the mutant "${name}" no longer applies: "${find}" occurs ${found.length} times in ${file ?? 'core'}`);
    const [source] = found as [string];
    const text = sources.get(source)!.replace(find, () => replace);
    sources.set(source, text);
    changed.set(source, text);
  }
  return changed;
}
