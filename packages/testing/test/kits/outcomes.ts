import type { ContractCase } from '../../src/index.ts';

/** The names of the cases that are broken, each with what it says. */
export async function broken(cases: readonly ContractCase[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { name, run } of cases) {
    try {
      await run();
    } catch (error) {
      found.set(name, error instanceof Error ? error.message : String(error));
    }
  }
  return found;
}

/** Cases as a table for `it.each`. */
export function table(cases: readonly ContractCase[]): [name: string, run: ContractCase['run']][] {
  return cases.map(({ name, run }) => [name, run]);
}
