// Order labels: `[label:NAME publish]` beside the atomic store that makes plain words visible, `[label:NAME acquire]` beside the load
// that sees it. A label without its partner is an ordering that nobody relies on, or one that nobody provides.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Checked, Finding } from './finding.ts';
import { repositoryFiles } from './repository-files.ts';

const wellFormed = /\[label:([a-z][a-z0-9-]*) (publish|acquire)\]/g;
const anyLabel = /\[label:[^\]\n]*\]?/g;

interface Place {
  readonly where: string;
  readonly role: string;
}

/** @param sources file name and text */
export function unpairedLabels(sources: Iterable<readonly [string, string]>): Checked {
  const places = new Map<string, Place[]>();
  const findings: Finding[] = [];
  for (const [file, text] of sources) {
    for (const [index, line] of text.split('\n').entries()) {
      const where = `${file}:${index + 1}`;
      const good = [...line.matchAll(wellFormed)];
      for (const [, name = '', role = ''] of good) {
        const known = places.get(name);
        if (known === undefined) places.set(name, [{ where, role }]);
        else known.push({ where, role });
      }
      const all = line.match(anyLabel) ?? [];
      if (all.length !== good.length || (good.length > 0 && !/\/\/|\/?\*/.test(line))) {
        findings.push({ where, what: `not of the form // [label:name publish] or // [label:name acquire]: ${line.trim()}` });
      }
    }
  }
  for (const [name, at] of places) {
    for (const role of ['publish', 'acquire']) {
      if (at.some((place) => place.role === role)) continue;
      for (const { where } of at) findings.push({ where, what: `label ${name} has no ${role}` });
    }
  }
  return { looked: places.size, unit: 'labels', findings };
}

/** The sources of every package, tests left out. */
export function checkLabels(root: string): Checked {
  const files = repositoryFiles(root).filter((file) => /^packages\/[^/]+\/src\/.*\.ts$/.test(file) && !file.endsWith('.test.ts'));
  return unpairedLabels(files.map((file) => [file, readFileSync(join(root, file), 'utf8')] as const));
}
