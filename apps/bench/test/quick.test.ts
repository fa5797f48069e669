// The whole program with tiny counts: it runs, verifies and writes its results. What the numbers are is no matter here.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Results } from '../src/measure/result.ts';

const fromSource = process.execArgv.includes('--conditions=@dist/source');
const program = join(import.meta.dirname, fromSource ? '../src/main.ts' : '../dist/main.js');

function bench(...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...(fromSource ? process.execArgv : []), program, ...args], { encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

it('measures with tiny counts, verifies the order and writes what it found', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const file = join(folder, 'results.json');
    const { status, output } = bench('--quick', '--only', '^hand-off/zipf/.*/dist, burst (1|32)$', '--scale', '0.0005', '--rounds', '1', '--json', file);
    expect(output).toContain('hand-off/zipf/1-worker');
    expect(status).toBe(0);
    const { cases } = JSON.parse(readFileSync(file, 'utf8')) as Results;
    expect(cases.map(({ id, rows }) => [id, rows.map(({ variant }) => variant)])).toEqual([
      ['hand-off/zipf/1-worker', ['dist, burst 1', 'dist, burst 32']],
      ['hand-off/zipf/2-workers', ['dist, burst 1', 'dist, burst 32']],
    ]);
    for (const row of cases.flatMap(({ rows }) => rows)) {
      expect(row.verification).toMatchObject({ kept: true });
      expect(row.values['rate']?.median).toBeGreaterThan(0);
      expect(row.used).toBeGreaterThanOrEqual(1);
      expect(row.samples[0]!.load.wallMs).toBeGreaterThan(0);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it.each([
  ['one packet at a time', '^round-trip/dist'],
  ['one thread that plays all sides', '^cost/(workers/256 workers|flows/16 k flows|tags/1 k tags)$'],
  ['what is measured is memory, or nothing moves', '^(memory|idle)/'],
])('checks the order where %s, too', (_, only) => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const file = join(folder, 'results.json');
    expect(bench('--only', only, '--scale', '0.0005', '--rounds', '1', '--json', file)).toMatchObject({ status: 0 });
    const { cases } = JSON.parse(readFileSync(file, 'utf8')) as Results;
    const texts = cases.flatMap(({ rows }) => rows.map(({ verification }) => verification?.text));
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) expect(text).toMatch(/^kept: Exclusive, Ordered, Once in [1-9]\d* packets/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('says so when nothing is selected, and when an option is wrong', () => {
  expect(bench('--only', 'no such case')).toMatchObject({ status: 2, output: expect.stringContaining('nothing matches') as string });
  expect(bench('--rounds', 'many')).toMatchObject({ status: 2, output: expect.stringContaining('--rounds cannot be many') as string });
});
