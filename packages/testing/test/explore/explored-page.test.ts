// docs/explored.md says what `pnpm prove` explores: each program has its row, and each row its program.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { proofs } from './programs.ts';

const page = readFileSync(new URL('../../../../docs/explored.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| (.*) \| (whole|drawn) \| ([\d ]*) \| ([\d ]+) \| [\d ]+ \|$/gm)];

it('every program of `pnpm prove` has a row, in its order, and says how it is explored', () => {
  expect(rows.map(([, name, how]) => [name, how])).toEqual(proofs.map(({ program, how }) => [program.name, how === 'schedules' ? 'drawn' : 'whole']));
});

it('as many schedules are drawn as the row says', () => {
  const drawn = rows.filter(([, , how]) => how === 'drawn').map(([, name, , , executions]) => [name, Number(executions!.replaceAll(' ', ''))]);
  expect(drawn).toEqual(proofs.filter(({ how }) => how === 'schedules').map(({ program, schedules }) => [program.name, schedules]));
});
