// One case: its variants are opened and warmed, then run in rounds, all of them in each, in another order, until every one has enough
// undisturbed runs or there were rounds enough, and then verified. What changes from round to round so hits all variants alike.
import { Random } from '@dist/testing';
import type { CaseResult } from './result.ts';
import { Runner } from './runner.ts';
import type { BenchCase } from './variant.ts';

export interface RoundOptions {
  /** Undisturbed runs wanted of each variant. */
  readonly rounds: number;
  /** Runs it may take at most. */
  readonly attempts: number;
  /** Share of the full counts. */
  readonly scale: number;
  readonly spinsPerMicrosecond: number;
  readonly cores: number;
  /** Variants to run, by case and name. */
  readonly wanted: (name: string) => boolean;
  /** The time is up: no variant is started any more, and those that were are run once. */
  readonly late: () => boolean;
  /** Hears what is going on. */
  readonly progress: (text: string) => void;
}

/** All of them, shuffled by the number of the round: nobody always follows the same one. */
export function inTurn<T>(all: readonly T[], round: number): T[] {
  const random = new Random(round + 1);
  const order = [...all];
  for (let last = order.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}

/** Undefined when none of the variants is wanted. */
export async function runCase(bench: BenchCase, options: RoundOptions): Promise<CaseResult | undefined> {
  const { rounds, attempts, scale, spinsPerMicrosecond, cores, wanted, late, progress } = options;
  const variants = bench.variants.filter(({ name }) => wanted(`${bench.id}/${name}`));
  if (variants.length === 0) return undefined;
  const runners: Runner[] = [];
  for (const variant of variants) {
    progress(`${bench.id}: starting ${variant.name}`);
    const count = Math.max(variant.atLeast ?? 1, Math.round(variant.count * scale));
    const runner = new Runner(variant, count, cores);
    runners.push(runner);
    if (runners.length > 1 && late()) runner.leaveOut('no time was left');
    else await runner.open(bench.id, { count, spinsPerMicrosecond });
  }
  for (let round = 0; round < attempts; round++) {
    if (round > 0 && late()) break;
    if (runners.every(({ cleanRuns }) => cleanRuns >= rounds)) break;
    for (const runner of inTurn(runners.filter(({ isOver }) => !isOver), round)) {
      progress(`${bench.id}: round ${round + 1}, ${runner.variant.name}`);
      await runner.run();
    }
  }
  for (const runner of runners) {
    progress(`${bench.id}: verifying ${runner.variant.name}`);
    await runner.close();
  }
  const { id, title, metrics, crossCheck } = bench;
  return { id, title, metrics, ...(crossCheck === undefined ? {} : { crossCheck }), rows: runners.map((runner) => runner.row(metrics, rounds)) };
}
