// A mutant that never ends does some things for ever: it is known by that, long before its time is over. A distributor or worker
// that waits looks at shared memory; a loop of the dispatcher asks whose turn it is, or takes the next flow.
import { SharedMemory } from '@dist/core';
import { beforeEach } from 'vitest';

import { Roster } from '../../../../packages/core/src/distribute/roster.ts';
import { Flows } from '../../../../packages/core/src/flows/flows.ts';

/** Of one test: twice what the longest one needs. */
const MOST = 1_000_000;

const WATCHED = [
  [SharedMemory.prototype, ['load', 'compareExchange', 'wait']],
  [Roster.prototype, ['current']],
  [Flows.prototype, ['takeReady', 'takeNewest', 'takeWaiting']],
] as const;

// Files share their modules, and this one is loaded for each of them.
const watch = SharedMemory.prototype as SharedMemory & { steps?: number };
if (watch.steps === undefined) for (const [prototype, names] of WATCHED) for (const name of names) count(prototype, name);

beforeEach(() => {
  watch.steps = 0;
});

function count(prototype: object, name: string): void {
  const original = Reflect.get(prototype, name) as (...of: unknown[]) => unknown;
  Reflect.set(prototype, name, function (this: unknown, ...of: unknown[]): unknown {
    watch.steps = (watch.steps ?? 0) + 1;
    if (watch.steps > MOST) throw new Error('this never ends');
    return original.apply(this, of);
  });
}
