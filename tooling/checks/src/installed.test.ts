import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { examplesOf } from './examples.ts';
import { checkInstalled } from './installed.ts';

let folder = '';
const write = (file: string, text: string): void => {
  writeFileSync(join(folder, file), text);
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'package-'));
  mkdirSync(join(folder, 'dist'));
  write('dist/index.js', 'export const one = 1;\n');
  write('dist/index.d.ts', 'export declare const one = 1;\n');
  const exports = { '.': { types: './dist/index.d.ts', default: './dist/index.js' } };
  write('package.json', JSON.stringify({ name: '@dist/sample', version: '1.0.0', type: 'module', files: ['dist'], exports }));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
const check = (code: string): readonly string[] =>
  checkInstalled(new Map([['@dist/sample', folder]]), examplesOf('a.md', `\`\`\`ts run\n${code}\n\`\`\`\n`)).findings.map(({ where }) => where);

describe('an installed package', () => {
  it('passes when it loads and the examples work with it', () => {
    expect(check("import { one } from '@dist/sample';\nif (one !== 1) throw new Error('arithmetic');")).toEqual([]);
  });

  it('fails when an example needs what it does not export', () => {
    expect(check("import { two } from '@dist/sample';\nconsole.log(two);")).toEqual(['tsc', 'a.md:1']);
  });

  it('fails when it does not load', () => {
    write('dist/index.js', "export { one } from './one.js';\n");
    expect(check('export {};')).toEqual(['@dist/sample']);
  });

  it('fails when an entry point beside the main one does not load', () => {
    const entry = { types: './dist/index.d.ts', default: './dist/index.js' };
    const exports = { '.': entry, './more': { ...entry, default: './dist/more.js' } };
    write('package.json', JSON.stringify({ name: '@dist/sample', version: '1.0.0', type: 'module', files: ['dist'], exports }));
    expect(check('export {};')).toEqual(['@dist/sample/more']);
  });

  it('fails when it exports nothing', () => {
    write('dist/index.js', 'export {};\n');
    expect(check('export {};')).toEqual(['@dist/sample']);
  });
});
