// A checkpoint is a promise: a broken one would make `exploreStates` leave something out, so it is checked.
import { describe, expect, it } from 'vitest';
import { checkCheckpoints } from '../../src/explore/check-checkpoints.ts';
import { exploreAll } from '../../src/explore/explore-all.ts';
import { exploreStates } from '../../src/explore/explore-states.ts';
import type { Program, ThreadContext } from '../../src/explore/program.ts';
import { spinLock, threads } from './small-programs.ts';

interface Position {
  turn: number;
  /** How often it has looked. */
  looks: number;
}

/** Takes three turns. @param patience looks after which it gives up. */
function takesTurns({ memory, checkpoint }: ThreadContext, patience: number): number {
  const position: Position = { turn: 0, looks: 0 };
  while (position.turn < 3) {
    checkpoint('turn', position);
    position.looks++;
    if (position.looks > patience) return -1;
    if (memory.load(0) === position.turn) position.turn++;
  }
  return position.looks;
}

function advances({ memory }: ThreadContext): void {
  for (let turn = 1; turn < 3; turn++) memory.store(0, turn);
}

const patient = (incidental: readonly string[], patience: number): Program => ({
  ...threads('turns', (context) => void takesTurns(context, patience), advances),
  incidental,
});

describe('checkCheckpoints', () => {
  it('finds nothing wrong where the state that is named says all', () => {
    const check = checkCheckpoints(patient([], 5));
    expect([check.conflict, check.unmet]).toEqual([undefined, []]);
    expect(check.states).toBeGreaterThan(5);
    expect(checkCheckpoints(spinLock).conflict).toBeUndefined();
  });

  it('finds nothing wrong with an incidental field that steers nothing, and says how often it was put to the test', () => {
    const check = checkCheckpoints(patient(['looks'], Infinity));
    expect([check.conflict, check.unmet]).toEqual([undefined, []]);
    expect(check.various).toBeGreaterThan(0);
  });

  it('finds an incidental field that steers, with both ways to go on', () => {
    const { conflict } = checkCheckpoints(patient(['looks'], 5));
    expect(conflict).toMatch(/thread 0 goes on in two ways from one state: .* at takesTurns .*, or /);
  });

  it('finds state that the checkpoint does not name', () => {
    const program = threads(
      'forgets something',
      ({ memory, checkpoint }) => {
        for (let turn = 0; turn < 4; turn++) {
          checkpoint('turn');
          memory.load(turn);
        }
      },
      advances,
    );
    expect(checkCheckpoints(program).conflict).toContain('thread 0 goes on in two ways from one state');
  });

  it('names incidental fields that no state has', () => {
    expect(checkCheckpoints(patient(['looks', '#renamed'], Infinity)).unmet).toEqual(['#renamed']);
  });
});

describe('exploreStates', () => {
  it('would leave out what an incidental field steers: that is why it is checked', () => {
    const gaveUp = (explore: (program: Program) => unknown, incidental: readonly string[]): boolean => {
      let found = false;
      explore({
        ...threads('turns', (context) => takesTurns(context, 5), advances),
        incidental,
        check: ({ results }) => {
          found ||= results[0] === -1;
          return undefined;
        },
      });
      return found;
    };
    expect(gaveUp((program) => exploreAll(program), [])).toBe(true);
    expect(gaveUp((program) => exploreStates(program), [])).toBe(true);
    expect(gaveUp((program) => exploreStates(program), ['looks'])).toBe(false);
  });
});
