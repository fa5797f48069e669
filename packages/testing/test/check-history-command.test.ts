// The command as people run it: a process, files, a status.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreHost, dpdkHost, SteppedRun, writeHistory } from '../src/index.ts';
import type { SteppedHost } from '../src/index.ts';
import { holdFirst } from '../src/cases/hold-first.ts';
import { checkHistoryFiles as check } from './history-command.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'histories-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A worker is stuck, packets of other tags come, another worker asks. */
function record(name: string, host: SteppedHost): { readonly file: string; readonly bytes: Uint8Array } {
  const facts = { title: `a run of ${host.name}`, workers: 2, burst: 8 };
  const run = new SteppedRun(host.create(facts));
  run.join();
  const held = holdFirst(run, 100);
  for (let tag = 1; tag <= 3; tag += 1) {
    run.offer([tag]);
    run.settle(held?.others);
  }
  run.history.rested();
  const bytes = writeHistory(run.history, { facts, end: 'running' });
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return { file, bytes };
}

describe('dist-check-history', () => {
  it('ends with 0 and says what was checked when a run kept its promises', () => {
    const { status, out } = check(record('kept', coreHost()).file);
    expect([status, out]).toEqual([0, expect.stringMatching(/a run of @dist\/core: it goes on behind its last event\nkept: .*Work-conserving, Isolated in 4 packets/u)]);
    expect(out).toContain('not checked: Finite (no flush was recorded), Crash-exact (no worker died)');
  });

  it('ends with 1 and tells the story when one was broken, and replays the run with our distributor, which keeps it', () => {
    const { status, out } = check('--replay', '--stories', '1', record('broken', dpdkHost()).file);
    expect(status).toBe(1);
    expect(out).toMatch(/Work-conserving: packet \d of tag \d waits, although nobody holds its tag and worker \d asks\n {4}#\d+ /u);
    expect(out).toMatch(/replayed with @dist\/core: \d+ of \d+ events as recorded; at #\d+ .*\nkept: /u);
  });

  it('ends with 2 and says why when a file cannot be read, and looks at the others', () => {
    const { file, bytes } = record('whole', coreHost());
    const cut = join(folder, 'cut');
    writeFileSync(cut, bytes.subarray(0, bytes.length - 3));
    const other = join(folder, 'other');
    writeFileSync(other, 'text');
    const { status, out, error } = check(cut, other, join(folder, 'none'), file);
    expect(status).toBe(2);
    expect(error.trim().split('\n')).toEqual([
      expect.stringMatching(/cut: the file ends at byte \d+ without its end block; \d+ events before that are whole$/u),
      expect.stringMatching(/other: the file does not begin with "DISTHIST": byte 0 is 116$/u),
      expect.stringMatching(/none: ENOENT/u),
    ]);
    expect(out).toContain(`${file}: a run of @dist/core`);
    expect(check('--cut', cut)).toMatchObject({ status: 0, out: expect.stringContaining('events are missing') as string });
  });

  it('ends with 2 and its usage when it is called wrongly', () => {
    for (const args of [[], ['--stories', 'x', 'file'], ['--what']]) expect(check(...args)).toMatchObject({ status: 2, error: expect.stringContaining('usage: dist-check-history') as string });
    expect(check('--help')).toMatchObject({ status: 0, out: expect.stringContaining('usage: dist-check-history') as string });
  });
});
