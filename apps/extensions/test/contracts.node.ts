// The same under node:test: `pnpm --filter @dist/extensions test:node`.
import { describe, it } from 'node:test';
import { contracts } from './contracts.ts';

for (const [name, cases] of Object.entries(contracts)) {
  void describe(name, () => {
    for (const one of cases) void it(one.name, one.run);
  });
}
