import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { withTables } from './table.ts';

const page = fileURLToPath(new URL('../../../../docs/bug-zoo.md', import.meta.url));

it('the tables of docs/bug-zoo.md are those of the lists that the tests run; with -u it writes them', async () => {
  await expect(withTables(readFileSync(page, 'utf8'))).toMatchFileSnapshot(page);
});
