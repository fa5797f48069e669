// Promises of `waitAsync`: several of one thread, their order, their time-outs, and what is not modelled.
import { describe, expect, it } from 'vitest';
import { exploreAll } from '../../src/explore/explore-all.ts';
import { exploreRandomly } from '../../src/explore/explore-random.ts';
import { exploreStates } from '../../src/explore/explore-states.ts';
import type { Program, ThreadContext, ThreadProgram } from '../../src/explore/program.ts';
import { watched } from './random-programs.ts';
import { threads } from './small-programs.ts';

type Run = (context: ThreadContext) => unknown;

const EVERYBODY = 0b111;

const explorers = [
  ['exploreAll', (program: Program) => exploreAll(program)],
  ['exploreStates', (program: Program) => exploreStates(program)],
  ['exploreRandomly', (program: Program) => exploreRandomly(program, { way: 'mixed' })],
] as const;

/** Asks for one word; what it is told. @param milliseconds of its time-out. */
const asks = (milliseconds?: number): Run => ({ memory, idle }) => {
  const told: string[] = [];
  const asked = memory.waitAsync(0, 0, milliseconds)?.then((outcome) => told.push(String(outcome)));
  if (asked !== undefined) idle(asked, EVERYBODY);
  return told.join();
};

/** Asks for two words, says so, and idles on both; the order in which it is told. */
const asksTwice: Run = ({ memory, cells, idle }) => {
  const told: number[] = [];
  const promises = [0, 1].map((word) => memory.waitAsync(word, 0)!.then(() => told.push(word)));
  cells.store(0, 1);
  cells.notify(0, 2);
  for (const promise of promises) idle(promise, EVERYBODY);
  return told.join();
};

const wakes = (...words: readonly number[]): Run => ({ memory, cells }) => {
  cells.wait(0, 0, Infinity);
  for (const word of words) memory.notify(word, 1);
};

describe.each(explorers)('%s', (_, explore) => {
  /** What the first thread may return, or what is wrong. */
  const outcomesOf = (...runs: readonly Run[]): unknown[] => outcomesWith(0, ...runs);
  const outcomesWith = (earlyWakes: number, ...runs: readonly Run[]): unknown[] => {
    const idles = threads('idles', ...runs);
    const { program, outcomes } = watched({ ...idles, threads: idles.threads.map((thread, at) => (at === 0 ? { ...thread, earlyWakes } : thread)) });
    const { finding } = explore(program);
    if (finding !== undefined) return [finding.text];
    return [...new Set([...outcomes].map((outcome) => (JSON.parse(outcome) as [unknown[]])[0][0]))].sort();
  };

  it('lets the time-out of a promise expire when nobody else can go on, and not a promise without one', () => {
    expect(outcomesOf(asks(5))).toEqual(['timed-out']);
    expect(outcomesOf(asks())).toEqual(['thread 0 cannot go on, and nobody else is left to help']);
  });

  it('lets no time-out expire where a notify comes', () => {
    const changes: Run = ({ memory }) => {
      memory.store(0, 1);
      memory.notify(0, 1);
    };
    expect(outcomesOf(asks(5), changes)).toEqual(['', 'ok']);
  });

  it('lets a time-out expire while others can still go on, as often as the thread may wake early', () => {
    const changes: Run = ({ memory }) => {
      memory.store(0, 1);
      memory.notify(0, 1);
    };
    expect(outcomesWith(1, asks(5), changes)).toEqual(['', 'ok', 'timed-out']);
    expect(outcomesWith(1, asks(), changes)).toEqual(['', 'ok']);
  });

  it('spends no wake on a promise whose time-out has expired', () => {
    const wokenWith = (earlyWakes: number): boolean => {
      let woken = false;
      const first: ThreadProgram = {
        name: 'first in the list',
        earlyWakes,
        run: ({ memory, share, idle }): void => {
          const promise = memory.waitAsync(0, 0, 5)!;
          share();
          idle(promise, EVERYBODY);
        },
      };
      const second: ThreadProgram = {
        name: 'second in the list',
        background: true,
        run: ({ memory }): string => {
          memory.wait(0, 0, Infinity);
          return 'woken';
        },
      };
      const wakesOne: ThreadProgram = { name: 'wakes one', run: ({ memory }) => memory.notify(0, 1) };
      explore({ name: 'one wake for two', words: 1, threads: [first, second, wakesOne], check: ({ results }) => void (woken ||= results[1] === 'woken') });
      return woken;
    };
    expect(wokenWith(0)).toBe(false);
    expect(wokenWith(1)).toBe(true);
  });

  it('tells a thread of all its promises, in the order in which they are resolved', () => {
    expect(outcomesOf(asksTwice, wakes(0, 1))).toEqual(['0,1']);
    expect(outcomesOf(asksTwice, wakes(1, 0))).toEqual(['1,0']);
    expect(outcomesOf(asksTwice, wakes(0), wakes(1))).toEqual(['0,1', '1,0']);
  });

  it('tells it in both orders of two wakes that have nothing else in common', () => {
    const told = new Set<unknown>();
    const wake = (word: number): ThreadProgram => ({ name: `wakes ${word}`, run: ({ memory }) => memory.notify(word, 1) });
    const loop: ThreadProgram = {
      name: 'event loop',
      run: ({ memory, share, idle }): string => {
        const order: number[] = [];
        const promises = [0, 1].map((word) => memory.waitAsync(word, 0)!.then(() => order.push(word)));
        share();
        for (const promise of promises) idle(promise, EVERYBODY);
        return order.join();
      },
    };
    explore({ name: 'two wakes', words: 2, threads: [loop, wake(0), wake(1)], check: ({ results }) => void told.add(results[0]) });
    expect([...told].sort()).toEqual(['0,1', '1,0']);
  });

  it('runs the callbacks of a time-out while the thread idles on another promise', () => {
    const ticks: Run = ({ memory, idle }) => {
      void memory.waitAsync(1, 0, 1)?.then(() => {
        memory.notify(0, 1);
      });
      idle(memory.waitAsync(0, 0), EVERYBODY);
      return 'woken by itself';
    };
    expect(outcomesOf(ticks)).toEqual(['woken by itself']);
  });

  it('takes no two states for one in which a thread has other promises pending', () => {
    const abandons: Run = ({ memory, cells, checkpoint, idle }) => {
      if (memory.load(2) === 1) void memory.waitAsync(3, 0);
      const promise = memory.waitAsync(0, 0);
      checkpoint('asked', promise);
      cells.store(0, 1);
      cells.notify(0, 1);
      idle(promise, EVERYBODY);
      return 'up';
    };
    const other: Run = (context) => {
      context.memory.store(2, 1);
      wakes(0)(context);
    };
    expect(outcomesOf(abandons, other)).toEqual(['up']);
  });

  it('refuses what is not modelled: other promises, more than three, two time-outs', () => {
    const asksOften = (times: number, milliseconds?: number): Run => ({ memory }) => {
      for (let i = 0; i < times; i++) void memory.waitAsync(0, 0, milliseconds);
    };
    expect(outcomesOf(asksOften(3))).toHaveLength(1);
    expect(outcomesOf(asksOften(4))[0]).toContain('more than 3 pending promises of `waitAsync` are not modelled');
    expect(outcomesOf(asksOften(2, 5))[0]).toContain('two pending promises of `waitAsync` with a time-out are not modelled');
    expect(outcomesOf(({ idle }) => { idle(Promise.resolve()); })[0]).toContain('no other promise is ever resolved here');
  });
});
