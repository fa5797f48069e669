import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
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
  expect(() => {
    requireWritable(folder);
  }).toThrow('is a folder');
  requireWritable(undefined);
});

it('looking whether a file can be written makes none and changes none', () => {
  const there = mkdtempSync(join(tmpdir(), 'bench-'));
  requireWritable(join(there, 'run.json'));
  expect(readdirSync(there)).toEqual([]);
  const old = join(there, 'old.json');
  writeFileSync(old, 'old');
  requireWritable(old);
  expect(readFileSync(old, 'utf8')).toBe('old');
});
