import { describe, expect, it } from 'vitest';

import { eventLoop } from './event-loop.ts';

/** A look that succeeds at its `after`th time, and counts. */
function lookAfter(after: number): { look: () => boolean; looks: () => number } {
  let looks = 0;
  return { look: () => ++looks >= after, looks: () => looks };
}

describe('eventLoop', () => {
  it('does not park when the first look succeeds', async () => {
    const { look, looks } = lookAfter(1);
    await eventLoop().until(look, () => Promise.reject(new Error('parked')));
    expect(looks()).toBe(1);
  });

  it.each([0, 3])('looks once and %i times more before it parks', async (spins) => {
    const { look, looks } = lookAfter(spins + 2);
    let parks = 0;
    await eventLoop({ spins }).until(look, () => {
      expect(looks()).toBe(spins + 1);
      parks++;
      return Promise.resolve();
    });
    expect([looks(), parks]).toEqual([spins + 2, 1]);
  });

  it('looks 51 times before it parks when nobody says how often', async () => {
    const { look, looks } = lookAfter(52);
    await eventLoop().until(look, () => {
      expect(looks()).toBe(51);
      return Promise.resolve();
    });
    expect(looks()).toBe(52);
  });

  it('looks again only once it has been woken', async () => {
    const wake = Promise.withResolvers<undefined>();
    const { look, looks } = lookAfter(2);
    const done = eventLoop({ spins: 0 }).until(look, () => wake.promise);
    await Promise.resolve();
    expect(looks()).toBe(1);
    wake.resolve(undefined);
    await done;
    expect(looks()).toBe(2);
  });

  it('gives the event loop its turns while there is never a reason to sleep', async () => {
    let ticked = false;
    setImmediate(() => (ticked = true));
    await eventLoop({ spins: 0 }).until(
      () => ticked,
      () => undefined,
    );
    expect(ticked).toBe(true);
  });

  it('takes the turns it is given', async () => {
    let turns = 0;
    const turn = (): Promise<number> => Promise.resolve(++turns);
    await eventLoop({ spins: 0, turn }).until(
      () => turns === 3,
      () => undefined,
    );
    expect(turns).toBe(3);
  });

  it('takes a turn each 16th time that there is no reason to sleep, counted anew from every sleep on', async () => {
    let asked = 0;
    const turns: number[] = [];
    await eventLoop({ spins: 0, turn: () => Promise.resolve(turns.push(asked)) }).until(
      () => asked === 60,
      () => (++asked === 10 ? Promise.resolve() : undefined),
    );
    expect(turns).toEqual([26, 42, 58]);
  });

  it('passes on what a look throws', async () => {
    const look = (): boolean => {
      throw new RangeError('broken');
    };
    await expect(eventLoop().until(look, () => undefined)).rejects.toThrow(new RangeError('broken'));
  });

  it.each([-1, 1.5, 2 ** 20 + 1])('refuses %s spins by an error that carries range and value', (spins) => {
    expect(() => eventLoop({ spins })).toThrow(new RangeError(`eventLoop spins must be an integer from 0 to ${2 ** 20}, got ${spins}`));
  });
});
