// Executions that differ in the order of events alone: `exploreAll` tells them apart, unless the program says that this is not needed.
import { describe, expect, it } from 'vitest';
import { checkExecution } from '../../src/explore/check-execution.ts';
import { exploreAll } from '../../src/explore/explore-all.ts';
import { exploreStates } from '../../src/explore/explore-states.ts';
import { replay } from '../../src/explore/replay.ts';
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
function overlapping(inTurn: boolean, eventsAreSteps?: boolean): Program {
  return {
    ...(eventsAreSteps === undefined ? {} : { eventsAreSteps }),
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
  it('is explored', () => {
    const program = overlapping(false);
    const { finding } = exploreAll(program);
    expect(finding?.text).toBe('Exclusive');
    expect(replay(program, finding!.schedule).failure?.text).toBe('Exclusive');
  });

  it('is not explored where the program says that events are no steps, though it exists', () => {
    expect(exploreAll(overlapping(false, false))).toMatchObject({ complete: true, finding: undefined });
    expect(exploreAll(overlapping(false, false), { reduce: false }).finding?.text).toBe('Exclusive');
  });

  it('is explored by executions, not by states: these are one state', () => {
    const { executions } = exploreAll({ ...overlapping(false), check: () => undefined });
    expect(executions).toBeGreaterThan(exploreStates({ ...overlapping(false), check: () => undefined }).executions);
  });
});

describe('an order of events that the threads show each other by a cell', () => {
  it('is explored, whatever events are', () => {
    for (const eventsAreSteps of [true, false]) expect(exploreAll(overlapping(true, eventsAreSteps)).finding?.text).toBe('Exclusive');
  });
});

describe('a thread that may die', () => {
  it.each([
    [true, 'can die before its event'],
    [false, 'cannot die between the two'],
  ])('after the step before its event, where events are steps: %s, it %s', (eventsAreSteps) => {
    const seen = new Set<string>();
    exploreAll({
      name: 'one who may die',
      words: 1,
      eventsAreSteps,
      check: ({ history, word }) => {
        seen.add(`${word(0)} packets taken, ${history.length} events`);
        return undefined;
      },
      threads: [
        {
          name: 'first',
          run: ({ share }): void => {
            share();
          },
        },
        {
          name: 'takes a packet',
          mayDie: true,
          run: ({ memory, record }): void => {
            memory.add(0, 1);
            record(EventKind.CLAIMED, 0, TAG, 0);
          },
        },
      ],
    });
    const both = ['0 packets taken, 0 events', '1 packets taken, 1 events'];
    expect([...seen].sort()).toEqual((eventsAreSteps ? [...both, '1 packets taken, 0 events'] : both).sort());
  });
});
