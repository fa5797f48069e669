import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { run } from './run.ts';

/** Packs a built package as pnpm would publish it; `into` must be empty. Returns the tarball. */
export function pack(folder: string, into: string): string {
  const { status, output } = run('pnpm', ['pack', '--pack-destination', into], folder);
  const file = readdirSync(into).find((entry) => entry.endsWith('.tgz'));
  if (status !== 0 || file === undefined) throw new Error(`pnpm pack in ${folder}: ${output}`);
  return join(into, file);
}
