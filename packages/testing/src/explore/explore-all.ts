// Every execution of a program, up to equivalence: depth first, with source sets and sleep sets (Abdulla, Aronis, Jonsson
// and Sagonas, "Optimal dynamic partial order reduction", POPL 2014, algorithm 1). Two executions are equivalent when
// they differ in the order of steps that do not depend on each other; one of each class is carried out, and the race
// detector's clocks are the same for all of a class, so nothing is lost by it.
import type { ExploreOptions } from './explore-options.ts';
import type { Exploration } from './finding.ts';
import type { Program } from './program.ts';
import { ExecutionSearch } from './search/execution-search.ts';

export type { ExploreOptions };

/**
 * Explores all executions of a program, one of each class of equivalent ones, and stops at the first that fails. The program's
 * check sees each of these that ends. Executions whose events come in another order are not equivalent, unless the program says
 * otherwise (`eventsAreSteps`). For small programs: executions grow exponentially with what threads do.
 *
 * @throws RangeError for a program that has no threads or more than 8.
 * @throws Error when a thread's code is not deterministic.
 */
export function exploreAll(program: Program, options: ExploreOptions = {}): Exploration {
  return new ExecutionSearch(program, options).run();
}
