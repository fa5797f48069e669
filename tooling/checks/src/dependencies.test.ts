import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { checkDependencies } from './dependencies.ts';

let root = '';
const write = (file: string, text: string): void => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
};
const check = (): readonly string[] =>
  checkDependencies(root, join(import.meta.dirname, '../../../.dependency-cruiser.js')).findings.map(({ where, what }) => `${where} ${what}`);

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'layers-')));
  write('packages/core/src/memory/word.ts', 'export type Word = number;\n');
  write('packages/core/src/flows/flow.ts', "import type { Word } from '../memory/word.ts';\nexport type Flow = Word;\n");
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('dependencies', () => {
  it('pass when they go down the layers, and every module is counted', () => {
    expect(check()).toEqual([]);
    expect(checkDependencies(root, join(import.meta.dirname, '../../../.dependency-cruiser.js')).looked).toBe(2);
  });

  it('fail when a lower folder imports a higher one', () => {
    write('packages/core/src/memory/bad.ts', "import type { Flow } from '../flows/flow.ts';\nexport type Bad = Flow;\n");
    expect(check()).toEqual(['packages/core/src/memory/bad.ts layer @dist/core/memory: packages/core/src/flows/flow.ts']);
  });

  it('fail in a cycle', () => {
    write('packages/tags/src/a.ts', "import type { B } from './b.ts';\nexport type A = B;\n");
    write('packages/tags/src/b.ts', "import type { A } from './a.ts';\nexport type B = A | 1;\n");
    expect(check()).toEqual([expect.stringContaining('no cycles: ')]);
  });

  it('fail when a package reaches into another by path', () => {
    write('packages/testing/src/bad.ts', "export type { Word } from '../../core/src/memory/word.ts';\n");
    expect(check()).toEqual(['packages/testing/src/bad.ts layer @dist/testing: packages/core/src/memory/word.ts']);
  });

  it('fail when a neutral package imports a module of the host', () => {
    write('packages/core/src/memory/bad.ts', "export { cpus } from 'node:os';\n");
    expect(check()).toEqual(['packages/core/src/memory/bad.ts neutral @dist/core: os']);
  });

  it('fail when a source imports a test', () => {
    write('packages/node/src/a.test.ts', 'export const a = 1;\n');
    write('packages/node/src/b.ts', "export { a } from './a.test.ts';\n");
    expect(check()).toContain('packages/node/src/b.ts no test in a source: packages/node/src/a.test.ts');
  });
});
