// Cycles and layers, as dependency-cruiser sees them. Wrapped because it passes when it can read no module at all (with a TypeScript
// that it does not know, for one); here the number of modules is part of the answer.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Checked } from './finding.ts';
import { binFile, run } from './run.ts';

interface Cruised {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly { readonly from: string; readonly to: string; readonly rule: { readonly name: string }; readonly cycle?: readonly { readonly name: string }[] }[];
  };
}

/**
 * @param root the folder that holds packages/, apps/ and tooling/
 * @param config the rules
 */
export function checkDependencies(root: string, config: string): Checked {
  const folders = ['packages', 'apps', 'tooling'].filter((folder) => existsSync(join(root, folder)));
  const { output } = run(process.execPath, [binFile('dependency-cruiser', 'depcruise'), '--config', config, '--output-type', 'json', ...folders], root);
  const start = output.indexOf('{');
  if (start < 0) throw new Error(`dependency-cruiser: ${output}`);
  const { summary } = JSON.parse(output.slice(start)) as Cruised;
  return {
    looked: summary.totalCruised,
    unit: 'modules',
    findings: summary.violations.map(({ from, to, rule, cycle }) => ({
      where: from,
      what: `${rule.name}: ${cycle === undefined ? to : cycle.map(({ name }) => name).join(' -> ')}`,
    })),
  };
}
