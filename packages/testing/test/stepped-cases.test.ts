// What the same cases say of a double of DPDK's distributor stands in the zoo.
import { describe, it } from 'vitest';
import { assertKept, coreHost, steppedCases } from '../src/index.ts';

describe('@dist/core', () => {
  it.each(steppedCases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    assertKept(one.run(coreHost()));
  });
});
