import { describe, it } from 'vitest';
import { contracts } from './contracts.ts';

describe.each(Object.entries(contracts))('%s', (_, cases) => {
  for (const one of cases) it(one.name, one.run);
});
