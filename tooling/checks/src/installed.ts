// The docs' examples once more, now as a user meets them: against the unpacked tarballs, built, without this repository's condition.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { checkExamples } from './examples.ts';
import type { Example } from './examples.ts';
import type { Checked } from './finding.ts';
import { pack } from './pack.ts';
import { run } from './run.ts';

/** What the examples may use besides the packages: types, the compiler's settings, and the test runner of their tests. */
const besides = ['@types', '@dist/tsconfig', 'vitest'];

/** Every entry point of every package loads and exports something, whatever the docs use of it. */
const loads = (name: string): Example => ({
  where: name,
  document: name,
  file: 'loads.ts',
  runs: true,
  code: `import * as everything from '${name}';\nif (Object.keys(everything).length === 0) throw new Error('${name} exports nothing');\n`,
});

/** What can be imported from an installed package: `@dist/testing`, `@dist/testing/live`. */
function entryPoints(name: string, folder: string): string[] {
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { exports: Record<string, unknown> };
  return Object.entries(exports).flatMap(([path, target]) => (typeof target === 'object' ? [`${name}${path.slice(1)}`] : []));
}

/**
 * @param folders built packages, by name: all that the examples use
 * @param examples compiled, and those that ask for it run
 */
export function checkInstalled(folders: ReadonlyMap<string, string>, examples: readonly Example[]): Checked {
  const place = mkdtempSync(join(tmpdir(), 'installed-'));
  try {
    for (const [name, folder] of folders) {
      const tarballs = join(place, 'tarballs', name);
      const target = join(place, 'node_modules', name);
      mkdirSync(tarballs, { recursive: true });
      mkdirSync(target, { recursive: true });
      const { status, output } = run('tar', ['-xzf', pack(folder, tarballs), '--strip-components=1', '-C', target], place);
      if (status !== 0) throw new Error(`tar: ${output}`);
    }
    for (const name of besides) {
      mkdirSync(join(place, 'node_modules/@dist'), { recursive: true });
      symlinkSync(join(import.meta.dirname, '../node_modules', name), join(place, 'node_modules', name), 'junction');
    }
    return checkExamples([...[...folders.keys()].flatMap((name) => entryPoints(name, join(place, 'node_modules', name)).map(loads)), ...examples], join(place, 'examples'), []);
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** Every package under packages/ (they must be built), with every example of the docs. */
export function checkAllInstalled(root: string, examples: readonly Example[]): Checked {
  const folders = readdirSync(join(root, 'packages')).map((name) => [`@dist/${name}`, join(root, 'packages', name)] as const);
  return checkInstalled(new Map(folders), examples);
}
