// Every state of a program: depth first, no state twice. States are equal when shared words, sleepers, the race detector's
// knowledge and all threads are; a thread is where it is by what it did since its last checkpoint. Where programs have
// checkpoints, this reaches much further than exploring executions. Beyond safety it shows that every state can still come
// to an end without help (Tarjan's components, on the way): a component that nobody leaves is a livelock.
import type { Exploration } from './finding.ts';
import { Machine } from './machine/machine.ts';
import type { Program } from './program.ts';
import { Contested } from './races/contested.ts';
import { learn } from './search/lessons.ts';
import { Reach } from './search/reach.ts';
import { StateSearch } from './search/state-search.ts';
import type { StateOptions } from './state-options.ts';

export type { StateOptions };

/**
 * Explores all states of a program, and stops at the first failure. It reaches much further than {@link exploreAll} where the
 * threads call `checkpoint`, and without checkpoints it is no less sound. The program's check sees one history for each end state,
 * not every history. Two different states count as one with probability states^2 / 2^65.
 *
 * @throws RangeError for a program that has no threads or more than 8.
 * @throws Error when a thread's code is not deterministic.
 */
export function exploreStates(program: Program, options: StateOptions = {}): Exploration {
  const started = Date.now();
  const { objects } = new Machine(program);
  const reach = new Reach(objects.count);
  const contested = new Contested(objects.count);
  learn(program, reach, contested);
  for (;;) {
    reach.grown = false;
    contested.grown = false;
    const exploration = new StateSearch(program, options, reach, contested, started).run();
    if (exploration !== undefined) return exploration;
  }
}
