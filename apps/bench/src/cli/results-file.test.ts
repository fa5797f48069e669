import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readResults, requireWritable } from './results-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'bench-'));

it('a file that is no JSON is named', () => {
  const file = join(folder, 'broken.json');
  writeFileSync(file, '{');
  expect(() => readResults(file)).toThrow(`${file} holds no JSON`);
});

it('a file that cannot be written is found before it is needed', () => {
  expect(() => {
    requireWritable(join(folder, 'nowhere', 'run.json'));
  }).toThrow('ENOENT');
  requireWritable(join(folder, 'run.json'));
  requireWritable(undefined);
});
