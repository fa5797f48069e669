// What can go wrong is told by its name, with where every thread stands; sleeps, time-outs, early wakes and deaths are modelled.
import { describe, expect, it } from 'vitest';
import { describeFinding } from '../../src/explore/describe-finding.ts';
import { exploreAll } from '../../src/explore/explore-all.ts';
import { exploreRandomly } from '../../src/explore/explore-random.ts';
import { exploreStates } from '../../src/explore/explore-states.ts';
import type { FailureKind } from '../../src/explore/failure.ts';
import type { Program, ThreadContext, ThreadProgram } from '../../src/explore/program.ts';
import { watched } from './random-programs.ts';
import { afterYou, crossedLocks, sleepyHandOff, spinLock, threads } from './small-programs.ts';

const explorers = [
  ['exploreAll', (program: Program) => exploreAll(program, { maxSteps: 200 })],
  ['exploreStates', (program: Program) => exploreStates(program)],
  ['exploreRandomly', (program: Program) => exploreRandomly(program, { way: 'mixed', maxSteps: 200 })],
] as const;

/** The program with one of its threads changed. */
const withThread = (program: Program, at: number, change: Partial<ThreadProgram>): Program => ({
  ...program,
  threads: program.threads.map((thread, index) => (index === at ? { ...thread, ...change } : thread)),
});

describe.each(explorers)('%s', (_, explore) => {
  const kindOf = (program: Program): FailureKind | undefined => explore(program).finding?.kind;

  it('reports a deadlock, with where both threads sleep', () => {
    const { finding } = explore(crossedLocks);
    expect(finding?.kind).toBe('deadlock');
    expect(finding?.text).toContain('thread 0, thread 1 cannot go on');
    const story = describeFinding(crossedLocks, finding!);
    expect(story).toMatch(/thread 0 waits: at takesBoth .*small-programs/);
    expect(story).toMatch(/thread 1 waits: at takesBoth .*small-programs/);
  });

  it('reports a lost wake-up, with where the sleeper is', () => {
    const { finding } = explore(sleepyHandOff);
    expect(finding?.kind).toBe('lost-wake-up');
    expect(finding?.text).toContain('thread 1 sleeps on word 0, which has changed since');
    expect(describeFinding(sleepyHandOff, finding!)).toMatch(/thread 1 waits: at .*small-programs/);
  });

  it('reports a lost wake-up of an event loop, and a deadlock where nothing has changed', () => {
    const idles = ({ memory, idle }: ThreadContext): void => {
      const changed = memory.waitAsync(0, 0);
      if (changed !== undefined) idle(changed, 0b11);
    };
    const { finding } = explore(threads('nobody wakes the loop', ({ memory }) => memory.add(0, 1), idles));
    expect(finding?.kind).toBe('lost-wake-up');
    expect(finding?.text).toContain('thread 1 sleeps on word 0, which has changed since');
    expect(kindOf(threads('nothing changes', () => undefined, idles))).toBe('deadlock');
  });

  it('reports a livelock, with where the threads go round', () => {
    const { finding } = explore(afterYou);
    expect(finding?.kind).toBe('livelock');
    expect(describeFinding(afterYou, finding!)).toMatch(/thread [01] runs: at givesWay .*small-programs/);
  });

  it('reports what a thread throws, with where', () => {
    const program = threads('throws', function throwsSomething({ memory }) {
      if (memory.load(0) === 0) throw new RangeError('nothing there');
    });
    const { finding } = explore(program);
    expect(finding?.kind).toBe('threw');
    expect(finding?.text).toContain('RangeError: nothing there');
    expect(describeFinding(program, finding!)).toContain('at throwsSomething');
  });

  it('reports a thread that returns a promise: what comes after its first await would not be explored', () => {
    const late = threads(
      'async',
      () => undefined,
      async ({ memory }) => {
        memory.load(0);
        await Promise.resolve();
        throw new Error('nobody hears this');
      },
    );
    const { finding, complete } = explore(late);
    expect([finding?.kind, complete]).toEqual(['threw', false]);
    expect(finding?.text).toMatch(/^thread 1 returned a promise: threads are synchronous\. Let it wait by/);
  });

  it('reports a thread that returns a promise though it had to wait before its first await', () => {
    const late = threads(
      'async, and waits',
      ({ memory }) => {
        memory.store(0, 1);
        memory.notify(0, 1);
      },
      async ({ memory }) => {
        memory.wait(0, 0, Infinity);
        await Promise.resolve();
        memory.store(0, 2);
      },
    );
    expect(explore(late).finding?.text).toContain('thread 1 returned a promise');
  });

  it('lets a time-out expire when nobody else can go on, and not a wait without one', () => {
    const sleeper = (milliseconds: number): Program =>
      threads('sleeps alone', ({ memory }) => {
        memory.wait(0, 0, milliseconds);
      });
    expect(kindOf(sleeper(5))).toBeUndefined();
    expect(kindOf(sleeper(Infinity))).toBe('deadlock');
  });

  it('wakes a thread that may wake early, and finds who does not look again', () => {
    const notCareful = threads(
      'believes a wake',
      ({ memory }) => {
        memory.store(0, 1);
        memory.notify(0, 1);
      },
      ({ memory }) => {
        memory.wait(0, 0, Infinity);
        if (memory.load(0) !== 1) throw new Error('woken for nothing');
      },
    );
    expect(kindOf(notCareful)).toBeUndefined();
    expect(kindOf(withThread(notCareful, 1, { earlyWakes: 1 }))).toBe('threw');
  });

  it('does not take an early wake for the wake that was lost', () => {
    expect(kindOf(withThread(sleepyHandOff, 1, { earlyWakes: 2 }))).toBe('lost-wake-up');
  });

  it('does not take a death for the end of a sleep', () => {
    expect(kindOf(withThread(sleepyHandOff, 1, { mayDie: true }))).toBe('lost-wake-up');
  });

  it('lets a thread die between any two of its steps, and no other one', () => {
    const program = threads(
      'dies',
      ({ hasEnded }) => hasEnded(1),
      ({ memory }) => {
        memory.store(0, 1);
        memory.store(1, 1);
        memory.write(2, 1);
        memory.write(3, 1);
      },
    );
    const states = (own: Program): readonly string[] => {
      const { program: seen, outcomes } = watched(own);
      if (explore(seen).finding !== undefined) throw new Error('no failure was expected');
      return [...new Set([...outcomes].map((outcome) => JSON.stringify((JSON.parse(outcome) as unknown[])[2])))].sort();
    };
    expect(states(program)).toEqual(['[1,1,1,1]']);
    expect(states(withThread(program, 1, { mayDie: true }))).toEqual(['[0,0,0,0]', '[1,0,0,0]', '[1,1,0,0]', '[1,1,1,0]', '[1,1,1,1]']);
  });

  it('finds who waits for a thread that has died', () => {
    const waits = threads(
      'waits for the dead',
      ({ memory }) => {
        while (memory.load(0) === 0) memory.wait(0, 0, Infinity);
      },
      ({ memory }) => {
        memory.store(0, 1);
        memory.notify(0, 1);
      },
    );
    expect(kindOf(waits)).toBeUndefined();
    expect(['deadlock', 'lost-wake-up']).toContain(kindOf(withThread(waits, 1, { mayDie: true })));
  });

  it('has no more deaths than the program says', () => {
    const program: Program = { ...threads('two may die', () => undefined, ({ memory }) => memory.add(0, 1), ({ memory }) => memory.add(0, 1)) };
    const mortal = withThread(withThread(program, 1, { mayDie: true }), 2, { mayDie: true });
    const most = (deaths: number): number => {
      let found = 0;
      explore({ ...mortal, deaths, check: ({ died }) => void (found = Math.max(found, died.filter(Boolean).length)) });
      return found;
    };
    expect([most(0), most(1), most(2)]).toEqual([0, 1, 2]);
  });

  it('wakes the event loop of a thread by a notify, and by the end of another thread', () => {
    const program = threads(
      'event loop',
      ({ memory, idle, hasEnded }) => {
        while (memory.load(0) === 0) idle(memory.waitAsync(0, 0), 1);
        while (!hasEnded(1)) idle(undefined, 1);
      },
      ({ memory }) => {
        memory.store(0, 1);
        memory.notify(0, 1);
      },
    );
    expect(kindOf(program)).toBeUndefined();
  });
});

describe('exploreStates', () => {
  it('does not take a spin for a livelock that somebody else can end', () => {
    const { finding, complete } = exploreStates(spinLock);
    expect([finding, complete]).toEqual([undefined, true]);
  });
});

describe('a program', () => {
  it('whose code is not a function of what its accesses return is refused', () => {
    let runs = 0;
    const program = threads('not deterministic', ({ memory }) => {
      memory.load(runs++ % 2);
      memory.load(2);
      memory.wait(3, 0, 1);
      memory.load(0);
    });
    expect(() => exploreAll(program)).toThrow(/thread 0 is not deterministic: where it did load 0 it now does load 1/);
  });

  it('that writes into the buffer of its memory past the explorer is refused', () => {
    const program = threads('past the seam', ({ memory }) => {
      new Uint8Array(memory.buffer)[5] = 1;
    });
    expect(() => exploreAll(program)).toThrow(/writes into the buffer of its memory past the explorer/);
  });

  it('without threads, or with more than 8, is refused with the number', () => {
    expect(() => exploreAll(threads('none'))).toThrow(/1 to 8 threads, got 0/);
    expect(() => exploreAll(threads('many', ...Array.from({ length: 9 }, () => () => undefined)))).toThrow(/got 9/);
  });
});
