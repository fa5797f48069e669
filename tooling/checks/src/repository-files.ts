import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { run } from './run.ts';

/** Files that are, or would be, committed: tracked ones and new ones that no .gitignore names. Paths are relative to `root`. */
export function repositoryFiles(root: string): string[] {
  const { status, output } = run('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], root);
  if (status !== 0) throw new Error(`git ls-files: ${output}`);
  return [...new Set(output.split('\0'))].filter((file) => file !== '' && existsSync(join(root, file))).sort();
}
