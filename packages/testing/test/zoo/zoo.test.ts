// Every bug of the zoo is caught by the check that is named for it, within the number that is stated, and the check passes on the
// code as it is, in sources and as it was built. Bugs are planted in the sources: what is built is one file, which is not edited by hand.
// Each runs in a process of its own: a mutant may hang, and its module is loaded once.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Outcome } from './check.ts';
import { checks } from './checks.ts';
import type { CheckName } from './checks.ts';
import { mutants } from './mutants.ts';
import { harmless } from './mutants/harmless.ts';
import { planted } from './planted.ts';

const plant = new URL('./plant.ts', import.meta.url);
const runCheck = new URL('./run-check.ts', import.meta.url);

/** Longer than any check takes, hanging ones apart. */
const TIMEOUT = 100_000;

const isSource = process.execArgv.includes('--conditions=@dist/source');

async function outcomeOf(check: CheckName, mutant?: string): Promise<Outcome> {
  const env = { ...process.env, ...(mutant === undefined ? {} : { ZOO_MUTANT: mutant }) };
  const options = [...(isSource ? ['--conditions=@dist/source'] : []), '--import', plant.href, runCheck.pathname, check];
  const { stdout } = await promisify(execFile)(process.execPath, options, { env, timeout: TIMEOUT });
  return JSON.parse(stdout) as Outcome;
}

describe('the bug zoo', () => {
  it('has a name for each mutant', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  });

  it('has a mutant for each check: one that catches nothing is not shown to be able to fail', () => {
    expect(Object.keys(checks).filter((name) => !mutants.some(({ check }) => check === name))).toEqual([]);
  });

  it('knows what each mutant says whose failure is no broken promise: any crash is an error too', () => {
    expect(mutants.filter(({ breaks, says }) => /^[a-z]/.test(breaks) && says === undefined).map(({ name }) => name)).toEqual([]);
  });

  const used = [...new Set(mutants.map(({ check }) => check))];

  it.concurrent.each(used)('%s passes on the code as it is', async (check) => {
    const { breach, text } = await outcomeOf(check);
    expect(breach, text).toBeUndefined();
  });
});

describe.runIf(isSource)('planted in the code', () => {
  it.each([...mutants, ...harmless].map((mutant) => [mutant.name, mutant] as const))('can still be planted: %s', (_, mutant) => {
    expect(planted(mutant).size).toBeGreaterThan(0);
  });

  it.concurrent.each(mutants.map((mutant) => [mutant.check, mutant.name, mutant] as const))('%s catches: %s', async (check, name, { breaks, says = /./, within }) => {
    const { breach, tried, text } = await outcomeOf(check, name);
    expect(breach, text).toBe(breaks);
    expect(text).toMatch(says);
    expect(tried, 'how many it took').toBeLessThanOrEqual(within);
  });

  it.concurrent.each(harmless.map(({ check, name }) => [check, name] as const))('%s passes with: %s', async (check, name) => {
    const { breach, text } = await outcomeOf(check, name);
    expect(breach, text).toBeUndefined();
  });
});
