import type { LitmusTest } from './litmus-test.ts';
import { causality } from './tests/causality.ts';
import { coherence } from './tests/coherence.ts';
import { handOff } from './tests/hand-off.ts';
import { loadBuffering } from './tests/load-buffering.ts';
import { messagePassing } from './tests/message-passing.ts';
import { parkingTests } from './tests/parking.ts';
import { ring } from './tests/ring.ts';
import { storeBuffering } from './tests/store-buffering.ts';
import { tearing } from './tests/tearing.ts';
import { waitNotify } from './tests/wait-notify.ts';

/** All litmus tests: first what the language promises, then what we build on it. */
export const catalog: readonly LitmusTest[] = [
  ...messagePassing,
  ...storeBuffering,
  ...loadBuffering,
  ...coherence,
  ...tearing,
  ...causality,
  ...handOff,
  ...parkingTests,
  ...waitNotify,
  ...ring,
];
