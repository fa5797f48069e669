import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { checkPacked, staleFiles } from './packed.ts';

let folder = '';
const write = (file: string, text: string): void => {
  writeFileSync(join(folder, file), text);
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'package-'));
  mkdirSync(join(folder, 'dist'));
  mkdirSync(join(folder, 'src'));
  write('README.md', '# sample\n');
  write('LICENSE', 'none\n');
  write('src/index.ts', 'export const one = 1;\n');
  write('dist/index.js', 'export const one = 1;\n');
  write('dist/index.d.ts', 'export declare const one = 1;\n');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
const manifest = (exports: unknown, imports?: unknown): void => {
  write(
    'package.json',
    JSON.stringify({ name: 'sample', version: '1.0.0', license: 'MIT', type: 'module', sideEffects: false, files: ['dist'], engines: { node: '>=22' }, exports, imports }),
  );
};

describe('a packed package', () => {
  it('passes when its exports are there, with types', async () => {
    manifest({ '.': { types: './dist/index.d.ts', default: './dist/index.js' } });
    expect(await checkPacked(folder)).toEqual([]);
  });

  it('fails when it exports or imports a file that it does not carry', async () => {
    manifest({ '.': { types: './dist/index.d.ts', default: './dist/index.js' } }, { '#worker': './dist/a.worker.js' });
    expect(await checkPacked(folder)).toEqual([{ where: 'sample', what: 'leads to ./dist/a.worker.js, which is not packed' }]);
  });

  it('fails when it publishes the condition of this repository', async () => {
    manifest({ '.': { '@dist/source': './dist/index.js', types: './dist/index.d.ts', default: './dist/index.js' } });
    expect((await checkPacked(folder)).map(({ what }) => what)).toContain('publishes the condition @dist/source');
  });

  it('fails when publint warns: types in second place', async () => {
    manifest({ '.': { default: './dist/index.js', types: './dist/index.d.ts' } });
    expect((await checkPacked(folder)).map(({ what }) => what)).toContainEqual(expect.stringContaining('publint: '));
  });

  it('fails when its types are missing', async () => {
    rmSync(join(folder, 'dist/index.d.ts'));
    manifest('./dist/index.js');
    expect((await checkPacked(folder)).map(({ what }) => what)).toEqual(['attw: carries no types']);
  });

  it('fails when it carries no licence', async () => {
    manifest({ '.': { types: './dist/index.d.ts', default: './dist/index.js' } });
    rmSync(join(folder, 'LICENSE'));
    expect((await checkPacked(folder)).map(({ what }) => what)).toContain('carries no LICENSE');
  });

  it('fails when it carries what no source builds any more', () => {
    write('dist/gone.js', '');
    expect(staleFiles(folder)).toEqual([join('dist', 'gone.js')]);
  });
});
