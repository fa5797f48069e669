import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { checkLockfile } from './lockfile.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lockfile-'));
  for (const [folder, name] of [['tool@1.0.0', 'tool'], ['@scope+native@2.0.0', '@scope/native']] as const) {
    const place = join(root, 'node_modules/.pnpm', folder, 'node_modules', name);
    mkdirSync(place, { recursive: true });
    const version = folder.slice(folder.lastIndexOf('@') + 1);
    writeFileSync(join(place, 'package.json'), JSON.stringify({ name, version, optionalDependencies: { [`${name}-linux`]: version, [`${name}-darwin`]: version } }));
  }
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const lock = (locked: Readonly<Record<string, readonly string[]>>): void => {
  const packages: Record<string, object> = {};
  const snapshots: Record<string, object> = {};
  for (const [key, optional] of Object.entries(locked)) {
    const version = key.slice(key.lastIndexOf('@') + 1);
    packages[key] = {};
    for (const name of optional) packages[`${name}@${version}`] = {};
    snapshots[`${key}(peer@3.0.0)`] = { optionalDependencies: Object.fromEntries(optional.map((name) => [name, version])) };
  }
  writeFileSync(join(root, 'pnpm-lock.yaml'), JSON.stringify({ packages, snapshots }));
};

describe('the lockfile', () => {
  it('passes when it holds every optional dependency of what is installed', () => {
    lock({ 'tool@1.0.0': ['tool-linux', 'tool-darwin'], '@scope/native@2.0.0': ['@scope/native-linux', '@scope/native-darwin'] });
    expect(checkLockfile(root)).toEqual({ looked: 4, unit: 'optional dependencies', findings: [] });
  });

  it('fails when it lacks the binaries of another platform', () => {
    lock({ 'tool@1.0.0': ['tool-linux', 'tool-darwin'], '@scope/native@2.0.0': ['@scope/native-linux'] });
    expect(checkLockfile(root).findings).toEqual([
      { where: '@scope/native@2.0.0', what: 'its optional dependency @scope/native-darwin is not in pnpm-lock.yaml' },
    ]);
  });
});
