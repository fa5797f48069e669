import { describe, it } from 'vitest';
import { assertKept, threadedCases } from '../src/index.ts';
import { nodeHost } from './threads/node-host.ts';

describe('@dist/core on worker threads', () => {
  it.each(threadedCases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    assertKept(await one.run(nodeHost));
  });
});
