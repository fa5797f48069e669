// A registry that lacks a package's macOS or Windows binary makes pnpm leave it out of the lockfile without a word, and the
// workspace then installs on Linux only. So: every optional dependency that an installed package names must be locked.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import type { Checked, Finding } from './finding.ts';

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
interface Lockfile {
  readonly packages?: Readonly<Record<string, unknown>>;
  readonly snapshots?: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> } | null>>;
}

function* installedManifests(store: string): Generator<Manifest> {
  for (const entry of readdirSync(store)) {
    const modules = join(store, entry, 'node_modules');
    if (entry === 'node_modules' || !existsSync(modules)) continue;
    for (const folder of readdirSync(modules, { withFileTypes: true })) {
      if (!folder.isDirectory()) continue;
      const names = folder.name.startsWith('@')
        ? readdirSync(join(modules, folder.name), { withFileTypes: true }).filter((e) => e.isDirectory()).map((e) => `${folder.name}/${e.name}`)
        : [folder.name];
      for (const name of names) {
        const file = join(modules, name, 'package.json');
        if (existsSync(file)) yield JSON.parse(readFileSync(file, 'utf8')) as Manifest;
      }
    }
  }
}

/** @param root a folder with pnpm-lock.yaml and an installed node_modules */
export function checkLockfile(root: string): Checked {
  const lockfile = parse(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')) as Lockfile;
  const locked = new Set(Object.keys(lockfile.packages ?? {}));
  const wanted = new Map<string, ReadonlySet<string>>();
  for (const [key, snapshot] of Object.entries(lockfile.snapshots ?? {})) {
    const names = Object.entries(snapshot?.optionalDependencies ?? {}).filter(([name, version]) => locked.has(`${name}@${version.replace(/\(.*$/s, '')}`));
    const plain = key.replace(/\(.*$/s, '');
    wanted.set(plain, new Set([...(wanted.get(plain) ?? []), ...names.map(([name]) => name)]));
  }
  const findings: Finding[] = [];
  let looked = 0;
  for (const { name = '', version = '', optionalDependencies = {} } of installedManifests(join(root, 'node_modules/.pnpm'))) {
    for (const optional of Object.keys(optionalDependencies)) {
      looked++;
      if (wanted.get(`${name}@${version}`)?.has(optional) === true) continue;
      findings.push({ where: `${name}@${version}`, what: `its optional dependency ${optional} is not in pnpm-lock.yaml` });
    }
  }
  return { looked, unit: 'optional dependencies', findings };
}
