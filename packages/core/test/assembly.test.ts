import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { compile } from '../assembly/compile.ts';

it('publishes the WebAssembly that assembly/loops.ts says', async () => {
  expect(readFileSync(join(import.meta.dirname, '../src/loops/wasm-code.ts'), 'utf8'), 'pnpm --filter @dist/core assembly').toBe(await compile());
});
