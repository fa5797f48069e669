import { CoreUnderTest } from './core-under-test.ts';
import type { SteppedHost } from './stepped-host.ts';

/** Runs stepped cases on @dist/core. */
export function coreHost(): SteppedHost {
  return { name: '@dist/core', create: (options) => new CoreUnderTest(options) };
}
