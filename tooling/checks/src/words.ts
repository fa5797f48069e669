// What a public repository must not name: paths of the machine a file was written on, and the host a package came from.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Checked, Finding } from './finding.ts';
import { repositoryFiles } from './repository-files.ts';

/** Written so that no pattern matches its own source. */
const forbidden: readonly (readonly [RegExp, string])[] = [
  [/(?<![\w.$}*-])[/]work[/]/, 'path of a machine'],
  [/(?<![\w.$}*-])[/]farm[/]/, 'path of a machine'],
  [/(?<![\w.$}*-])[/]root[/]/, 'path of a machine'],
  [/(?<![\w.$}*-])[/]home[/]\w+[/]/, 'path of a machine'],
  [/(?<![\w.$}*-])[/]Users[/]\w+[/]/, 'path of a machine'],
  [/[/]tmp[/](?:bash|plan)/, 'path of a machine'],
  [/[/]opt[/]tc/, 'path of a machine'],
  [/registry[.](?:npm|yarn|[a-z-]+[.])/, 'host of a registry'],
];

/** @param texts file name and text */
export function forbiddenWords(texts: Iterable<readonly [string, string]>): Checked {
  const findings: Finding[] = [];
  let looked = 0;
  for (const [file, text] of texts) {
    looked++;
    if (text.includes('\0')) continue;
    for (const [index, line] of text.split('\n').entries()) {
      for (const [pattern, what] of forbidden) {
        const hit = pattern.exec(line);
        if (hit !== null) findings.push({ where: `${file}:${index + 1}`, what: `${what}: ${line.slice(hit.index, hit.index + 60)}` });
      }
    }
  }
  return { looked, unit: 'files', findings };
}

export const checkWords = (root: string): Checked =>
  forbiddenWords(repositoryFiles(root).map((file) => [file, readFileSync(join(root, file), 'latin1')] as const));
