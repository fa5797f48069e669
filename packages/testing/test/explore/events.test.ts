// An event is no step: of executions that differ in the order of events alone, the check sees one. What orders them is seen.
import { describe, expect, it } from 'vitest';
import { checkExecution } from '../../src/explore/check-execution.ts';
import { exploreAll } from '../../src/explore/explore-all.ts';
import type { Program, ThreadContext } from '../../src/explore/program.ts';
import { EventKind } from '../../src/history/event-kind.ts';
import { NO_WORKER } from '../../src/history/history.ts';

const TAG = 5;
/** The cell that both handlers change. */
const TURNS = 0;

/** Handles packet `worker`, in two steps that touch nothing of the other handler's, unless `inTurn`. */
const handle =
  (worker: number, inTurn: boolean) =>
  ({ cells, memory, record }: ThreadContext): void => {
    const turn = (): number => (inTurn ? cells.add(TURNS, 1) : memory.load(worker));
    turn();
    record(EventKind.STARTED, worker, TAG, worker);
    turn();
    record(EventKind.FINISHED, worker, TAG, worker);
    turn();
  };

/** Two handlers of one tag that may overlap. */
function overlapping(inTurn: boolean): Program {
  return {
    name: 'two handlers of one tag',
    words: 2,
    cells: 1,
    check: (execution) => (checkExecution(execution)?.includes('Exclusive') === true ? 'Exclusive' : undefined),
    threads: [
      {
        name: 'caller, and first handler',
        run: (context): void => {
          for (const packet of [0, 1]) context.record(EventKind.SUBMITTED, packet, TAG, NO_WORKER);
          context.share();
          handle(0, inTurn)(context);
        },
      },
      { name: 'second handler', run: handle(1, inTurn) },
    ],
  };
}

describe('an order of events that nothing shared shows', () => {
  it('is not explored, though it exists', () => {
    expect(exploreAll(overlapping(false))).toMatchObject({ complete: true, finding: undefined });
    expect(exploreAll(overlapping(false), { reduce: false }).finding?.text).toBe('Exclusive');
  });

  it('is explored where the threads change a cell beside each event', () => {
    expect(exploreAll(overlapping(true)).finding?.text).toBe('Exclusive');
  });
});
