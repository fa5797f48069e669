import { busySpin, spinThenPark } from '@dist/core';
import type { WaitStrategy } from '@dist/core';
import { describe, expect, it } from 'vitest';
import { waitStrategyContract } from '../../src/index.ts';
import { broken, table } from './outcomes.ts';

describe('spinThenPark', () => {
  it.each(table(waitStrategyContract({ make: () => spinThenPark(), parksWithin: 2000, maxPauses: 1 })))('%s', (_, run) => run());
});

describe('spinThenPark without a spin', () => {
  it.each(table(waitStrategyContract({ make: () => spinThenPark({ spins: 0, parkMs: Infinity }), parksWithin: 1 })))('%s', (_, run) => run());
});

describe('busySpin', () => {
  it.each(table(waitStrategyContract({ make: () => busySpin(), parksWithin: 'never', maxPauses: 1 })))('%s', (_, run) => run());
});

describe('waitStrategyContract', () => {
  const parksAt = (rounds: number): WaitStrategy => ({ parkMs: 10, spin: (round) => round < rounds });
  const wrong: [what: string, make: () => WaitStrategy, breaks: string][] = [
    ['no sleep', () => ({ parkMs: 0, spin: (round) => round < 50 }), 'has a parkMs above 0'],
    ['a sleep of no number', () => ({ parkMs: NaN, spin: (round) => round < 50 }), 'has a parkMs above 0'],
    [
      'a sleep that changes',
      () => {
        let looks = 0;
        return {
          get parkMs(): number {
            return 1 + looks;
          },
          spin: (round): boolean => (looks++, round < 50),
        };
      },
      'has a parkMs above 0',
    ],
    ['no end', () => ({ parkMs: 10, spin: () => true }), 'parks within 100 looks'],
    ['an end that comes too late', () => parksAt(200), 'parks within 100 looks'],
    [
      'spins that grow from wait to wait',
      () => {
        let looks = 0;
        return { parkMs: 10, spin: (round): boolean => round < 50 + looks++ / 20 };
      },
      'in each of many waits',
    ],
    ['a round that it takes for a 32-bit number', () => ({ parkMs: 10, spin: (round) => [true, false][(round | 0) < 50 && (round | 0) > 0 ? 0 : (round | 0) > 0 ? 1 : 2]! }), 'waits of days'],
    [
      'a count of its own that another wait resets',
      () => {
        let looks = 0;
        return {
          parkMs: 10,
          spin: (round): boolean => {
            looks = round === 1 ? 1 : looks + 1;
            return looks < 50;
          },
        };
      },
      'lets two waits go on at once',
    ],
    [
      'pauses without a bound',
      () => ({
        parkMs: 10,
        spin: (round, pause): boolean => {
          for (let i = 0; i < 2 ** Math.min(round, 14); i += 1) pause();
          return round < 50;
        },
      }),
      'pauses at most',
    ],
    [
      'a pause that comes later',
      () => ({
        parkMs: 10,
        spin: (round, pause): boolean => {
          queueMicrotask(pause);
          return round < 50;
        },
      }),
      'pauses at most',
    ],
    [
      'an exception after some looks',
      () => ({
        parkMs: 10,
        spin: (round): boolean => {
          if (round === 30) throw new Error('enough');
          return true;
        },
      }),
      'a distributor that waits by it',
    ],
  ];
  it.each(wrong)('finds %s', async (_, make, breaks) => {
    expect([...(await broken(waitStrategyContract({ make, parksWithin: 100 }))).keys()].some((name) => name.includes(breaks))).toBe(true);
  });

  it('finds one that parks and said that it never does', async () => {
    expect([...(await broken(waitStrategyContract({ make: () => parksAt(10_000), parksWithin: 'never' }))).keys()]).toContain('never parks');
  });

  it.each([0, NaN, 2 ** 31])('refuses a bound of %s looks', (parksWithin) => {
    expect(() => waitStrategyContract({ make: () => parksAt(1), parksWithin })).toThrow(`parksWithin must be from 1 to ${2 ** 30}, or 'never', got ${parksWithin}`);
  });
});
