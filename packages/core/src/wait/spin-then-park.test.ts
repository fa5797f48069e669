import { describe, expect, it } from 'vitest';

import { spinThenPark } from './spin-then-park.ts';

/** Looks until it parks. */
function looks(wait: ReturnType<typeof spinThenPark>): number {
  let round = 1;
  while (wait.spin(round, () => undefined)) round++;
  return round;
}

describe('spinThenPark', () => {
  it.each([1, 2, 50])('looks %i times, then parks', (spins) => {
    expect(looks(spinThenPark({ spins }))).toBe(spins);
  });

  it('parks after the first look when it has no spins', () => {
    expect(looks(spinThenPark({ spins: 0 }))).toBe(1);
  });

  it('pauses at each look, also at the one after which it parks', () => {
    const wait = spinThenPark({ spins: 2 });
    let pauses = 0;
    expect([1, 2, 3].map((round) => wait.spin(round, () => pauses++))).toEqual([true, false, false]);
    expect(pauses).toBe(3);
  });

  it('has defaults: 2000 looks, and a bound of a second on an unwoken sleep', () => {
    expect(looks(spinThenPark())).toBe(2000);
    expect(spinThenPark().parkMs).toBe(1000);
  });

  it('sleeps as long as it is told', () => {
    expect(spinThenPark({ parkMs: 0.5 }).parkMs).toBe(0.5);
    expect(spinThenPark({ parkMs: Infinity }).parkMs).toBe(Infinity);
  });

  it.each([-1, 0.5, 2 ** 30 + 1, NaN])('refuses %s spins by an error that carries range and value', (spins) => {
    expect(() => spinThenPark({ spins })).toThrow(new RangeError(`spinThenPark spins must be an integer from 0 to ${2 ** 30}, got ${spins}`));
  });

  it.each([0, -3, NaN])('refuses a sleep of %s milliseconds by an error that carries it', (parkMs) => {
    expect(() => spinThenPark({ parkMs })).toThrow(new RangeError(`spinThenPark parkMs must be positive, got ${parkMs}`));
  });
});
