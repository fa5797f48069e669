import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { checkApi } from './api.ts';

let folder = '';
const declare = (text: string): void => {
  writeFileSync(join(folder, 'dist/index.d.ts'), text);
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'api-'));
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'sample', version: '1.0.0', type: 'module' }));
  declare('export declare const one: number;\n');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the report of a public API', () => {
  it('passes while the API is what the report says', () => {
    expect(checkApi(folder, 'sample', true)).toEqual([]);
    expect(readFileSync(join(folder, 'api/sample.api.md'), 'utf8')).toContain('const one: number');
    expect(checkApi(folder, 'sample', false)).toEqual([]);
  });

  it('fails when the API changes', () => {
    checkApi(folder, 'sample', true);
    declare('export declare const one: string;\n');
    expect(checkApi(folder, 'sample', false).map(({ where }) => where)).toEqual(['packages/sample/api/sample.api.md']);
  });

  it('covers every entry point of the package, each with a report of its own', () => {
    const exports = { '.': { types: './dist/index.d.ts' }, './more': { types: './dist/more.d.ts' }, './package.json': './package.json' };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'sample', version: '1.0.0', type: 'module', exports }));
    writeFileSync(join(folder, 'dist/more.d.ts'), 'export declare const two: number;\n');
    expect(checkApi(folder, 'sample', true)).toEqual([]);
    expect(readFileSync(join(folder, 'api/sample.more.api.md'), 'utf8')).toContain('const two: number');
    writeFileSync(join(folder, 'dist/more.d.ts'), 'export declare const two: string;\n');
    expect(checkApi(folder, 'sample', false).map(({ where }) => where)).toEqual(['packages/sample/api/sample.more.api.md']);
  });

  it('fails when there is none', () => {
    expect(checkApi(folder, 'sample', false).map(({ what }) => what)).toEqual([expect.stringContaining('missing')]);
  });
});
