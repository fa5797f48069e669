import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { contracts } from './contracts.ts';

it('runs the same contracts under node:test', () => {
  const conditions = process.execArgv.filter((argument) => argument.startsWith('--conditions='));
  const file = new URL('./contracts.node.ts', import.meta.url);
  const { status, stdout } = spawnSync(process.execPath, [...conditions, '--test', '--test-reporter=tap', file.pathname], { encoding: 'utf8', env: { ...process.env, NODE_TEST_CONTEXT: undefined } });
  expect(stdout).toContain(`# pass ${Object.values(contracts).flat().length}`);
  expect(status).toBe(0);
});
