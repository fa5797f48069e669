// Which accesses race, and which do not: ECMAScript's memory model, access by access.
import { describe, expect, it } from 'vitest';
import { describeFinding } from '../../src/explore/describe-finding.ts';
import { exploreAll } from '../../src/explore/explore-all.ts';
import { exploreStates } from '../../src/explore/explore-states.ts';
import type { Program, ThreadContext } from '../../src/explore/program.ts';
import type { RaceKind } from '../../src/explore/races/race-kind.ts';
import { replay } from '../../src/explore/replay.ts';
import { parseSchedule } from '../../src/explore/schedule.ts';
import { lockedCounter, messagePassing, threads, unpublishedMessage } from './small-programs.ts';

const FLAG = 0;
const DATA = 1;

/** Explored both ways: the first race's kind, and the report; undefined when there is none. */
function raceIn(program: Program): { readonly race: RaceKind | undefined; readonly story: string } | undefined {
  const { finding, complete } = exploreAll(program);
  const other = exploreStates(program);
  expect([other.finding?.kind, other.complete]).toEqual([finding?.kind, complete]);
  if (finding === undefined) {
    expect(complete).toBe(true);
    return undefined;
  }
  expect(finding.kind).toBe('race');
  return { race: finding.race, story: describeFinding(program, finding) };
}

/** The kind of race on one schedule. */
const raceOn = (program: Program, schedule: string): RaceKind | undefined => replay(program, parseSchedule(schedule)).failure?.race;

function publishes({ memory }: ThreadContext): void {
  memory.store(FLAG, 1);
}
const sees = ({ memory }: ThreadContext): boolean => memory.load(FLAG) === 1;
const nothing = (): void => undefined;

function writesPlainly({ memory }: ThreadContext): void {
  memory.write(DATA, 7);
}
const readsPlainly = ({ memory }: ThreadContext): number => memory.read(DATA);

function publishesTheWord({ memory }: ThreadContext): void {
  memory.store(DATA, 0x01020304);
  memory.store(FLAG, 1);
}
function publishesAByte({ memory, bytes }: ThreadContext): void {
  bytes.write(DATA * 4, 4);
  memory.store(FLAG, 1);
}
/** Looks once the flag is up. */
const afterwards = (look: (context: ThreadContext) => unknown) =>
  function afterwards(context: ThreadContext): void {
    if (sees(context)) look(context);
  };

describe('a race is reported', () => {
  it('for a plain read that no atomic access orders after the write, with both stacks', () => {
    const program = threads('write, read', writesPlainly, readsPlainly);
    const { failure, positions } = replay(program, parseSchedule('0*2 1'));
    expect(failure?.race).toBe('unordered');
    expect(positions).toHaveLength(2);
    expect(positions[0]).toMatch(/^thread 1, read word 1: at .*readsPlainly/);
    expect(positions[1]).toMatch(/^thread 0, write before: at .*writesPlainly/);
    expect(raceIn(program)).toBeDefined();
  });

  it('for two plain writes', () => {
    expect(raceIn(threads('write, write', writesPlainly, writesPlainly))).toBeDefined();
  });

  it('for a plain access beside an atomic one', () => {
    const stores = ({ memory }: ThreadContext): void => {
      memory.store(DATA, 1);
    };
    expect(raceIn(threads('store, read', stores, readsPlainly))).toBeDefined();
    expect(raceIn(threads('write, load', writesPlainly, ({ memory }) => memory.load(DATA)))).toBeDefined();
  });

  it('for a plain write of a word that another thread waits on', () => {
    const waits = ({ memory }: ThreadContext): void => {
      memory.wait(DATA, 7, 5);
    };
    expect(raceIn(threads('write, wait', writesPlainly, waits))).toBeDefined();
  });

  it('for a word that is written after it was published', () => {
    expect(raceIn(unpublishedMessage)).toBeDefined();
  });

  it('for a word that is reused before its reader says that it is done, with both stacks', () => {
    const program = threads(
      'slot reuse',
      function reusesTheSlot({ memory }) {
        memory.write(DATA, 1);
        memory.store(FLAG, 1);
        if (memory.load(2) === 1) memory.write(DATA, 2);
      },
      function readsTheSlot({ memory }) {
        if (memory.load(FLAG) !== 1) return;
        // Says that it is done before it is.
        memory.store(2, 1);
        memory.read(DATA);
      },
    );
    const { finding } = exploreAll(program);
    expect(finding?.kind).toBe('race');
    const story = describeFinding(program, finding!);
    expect(story).toContain('at reusesTheSlot');
    expect(story).toContain('at readsTheSlot');
  });

  it('as a reuse where the reader came first, and as unordered where it came last', () => {
    const program = threads(
      'reuse',
      ({ memory }) => {
        memory.load(FLAG);
        memory.write(DATA, 2);
      },
      readsPlainly,
    );
    expect(raceOn(program, '0*2 1 0')).toBe('reused');
    expect(raceOn(program, '0*3 1')).toBe('unordered');
  });

  it('for a byte of a word that another thread accesses atomically as a whole, with both stacks', () => {
    const program = threads(
      'mixed width',
      function storesTheWord({ memory }) {
        memory.store(FLAG, 0x01020304);
      },
      function readsOneByte({ bytes }) {
        return bytes.read(FLAG * 4 + 1);
      },
    );
    const found = raceIn(program);
    const story = found?.story;
    expect(found?.race).toBe('mixed-width');
    expect(story).toContain('at storesTheWord');
    expect(story).toContain('at readsOneByte');
  });

  it('for a byte that is written while another thread only loads the word', () => {
    const program = threads('mixed width', ({ memory }) => memory.load(FLAG), ({ bytes }) => {
      bytes.write(3, 1);
    });
    expect(raceIn(program)?.race).toBe('mixed-width');
  });

  it.each([
    ['a byte after the whole', publishesTheWord, afterwards(({ bytes }) => bytes.read(DATA * 4 + 1))],
    ['the whole after a byte', publishesAByte, afterwards(({ memory }) => memory.load(DATA))],
    ['the whole, plainly, after a byte', publishesAByte, afterwards(readsPlainly)],
  ])('for a control word in two widths, even where atomic accesses order them: %s, with both stacks', (_, first, second) => {
    const free = threads('two widths', first, second);
    expect(raceIn(free)).toBeUndefined();
    const program: Program = { ...free, isControlWord: (word) => word === DATA };
    const found = raceIn(program);
    expect(found?.race).toBe('mixed-width');
    expect(found?.story).toContain('it is a control word');
    expect(found?.story).toMatch(/at publishes(TheWord|AByte)/);
    expect(found?.story).toContain('at afterwards');
  });

  it('for one byte that two threads write', () => {
    const writes = ({ bytes }: ThreadContext): void => {
      bytes.write(5, 1);
    };
    expect(raceIn(threads('one byte', writes, writes))).toBeDefined();
  });

  it('where a third thread was told, and the reader was not', () => {
    const program = threads('told the wrong one', (context) => {
      writesPlainly(context);
      publishes(context);
    }, sees, readsPlainly);
    expect(raceIn(program)).toBeDefined();
  });

  it('where only a wake comes between: code must load again after it', () => {
    const program = threads(
      'a wake orders nothing',
      ({ memory }) => {
        memory.write(DATA, 1);
        memory.notify(2, 1);
      },
      ({ memory }) => {
        memory.wait(2, 0, Infinity);
        memory.read(DATA);
      },
    );
    expect(exploreRacesOrSleeps(program)).toBe('race');
  });
});

describe('no race is reported', () => {
  it.each([messagePassing, lockedCounter])('where atomic accesses order the plain ones: $name', (program) => {
    expect(raceIn(program)).toBeUndefined();
  });

  it('where the order comes through a third thread', () => {
    const program = threads(
      'passed on',
      (context) => {
        writesPlainly(context);
        publishes(context);
      },
      ({ memory }) => {
        if (memory.load(FLAG) === 1) memory.store(2, 1);
      },
      (context) => (context.memory.load(2) === 1 ? readsPlainly(context) : 0),
    );
    expect(raceIn(program)).toBeUndefined();
  });

  it('for what was done before the threads were let loose, or is done after they have ended', () => {
    const program: Program = {
      ...threads('before and after', nothing, writesPlainly),
      threads: [
        {
          name: 'first',
          run: ({ memory, share, hasEnded }) => {
            memory.write(DATA, 1);
            share();
            return hasEnded(1) ? memory.read(DATA) : 0;
          },
        },
        { name: 'second', run: writesPlainly },
      ],
    };
    expect(raceIn(program)).toBeUndefined();
  });

  it('for plain reads beside each other, and for atomic accesses', () => {
    expect(raceIn(threads('reads', readsPlainly, readsPlainly))).toBeUndefined();
    const adds = ({ memory }: ThreadContext): number => memory.add(DATA, 1);
    expect(raceIn(threads('adds', adds, adds, ({ memory }) => memory.load(DATA)))).toBeUndefined();
  });

  it('for a control word that only one thread accesses in two widths, or all as a whole', () => {
    const isControlWord = (): boolean => true;
    const alone = threads('one thread', ({ memory, bytes }) => {
      memory.store(DATA, 1);
      bytes.read(DATA * 4);
    }, publishes);
    expect(raceIn({ ...alone, isControlWord })).toBeUndefined();
    expect(raceIn({ ...messagePassing, isControlWord })).toBeUndefined();
  });

  it('for different bytes of a word, and for a byte that was published as part of it', () => {
    const program = threads('different bytes', ({ bytes }) => {
      bytes.write(4, 1);
    }, ({ bytes }) => {
      bytes.write(5, 2);
    });
    expect(raceIn(program)).toBeUndefined();
    const published = threads(
      'published bytes',
      ({ memory, bytes }) => {
        bytes.write(DATA * 4, 0x2c);
        bytes.write(DATA * 4 + 1, 1);
        memory.store(FLAG, 1);
      },
      (context) => {
        const word = sees(context) ? readsPlainly(context) : 300;
        if (word !== 300) throw new Error(`read ${word}`);
      },
    );
    expect(raceIn(published)).toBeUndefined();
  });
});

function exploreRacesOrSleeps(program: Program): string | undefined {
  const asleep: Program = { ...program, threads: program.threads.map((thread) => ({ ...thread, background: true })) };
  return exploreAll(asleep).finding?.kind;
}
