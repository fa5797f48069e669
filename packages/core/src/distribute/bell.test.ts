import { describe, expect, it } from 'vitest';

import { HeldWaits } from '../../test/memory/held-waits.ts';
import { BELL_WORD, EVERYBODY, RUNG, SILENT, TICK_WORD, WAITING } from '../slot/distributor-layout.ts';
import { Bell, type Watched } from './bell.ts';

/** A quarter of sixteen credits: while fewer are unclaimed, a worker rings. */
const COALESCING = -4;

/** Workers as a dispatcher sees them, a bell that waits for them, and memory in which it does. It never spins. */
class Waiting implements Watched {
  events = 0;
  readonly roster = { idle: { size: 0 } };
  readonly memory = new HeldWaits(TICK_WORD + 1);
  /** What the bell said at each look. */
  readonly looks: number[] = [];
  /** What happens at the next look. */
  atLook: () => void = () => undefined;
  readonly bell: Bell;

  constructor(limits: { spin?: (round: number, pause: () => void) => boolean; parkMs?: number; credits?: number; coalesceMs?: number } = {}) {
    const { spin = (): boolean => false, parkMs = 500, credits = 16, coalesceMs = 7 } = limits;
    this.bell = new Bell(this.memory, this, { wait: { parkMs, spin }, credits, coalesceMs });
  }

  get says(): number {
    return this.memory.load(BELL_WORD);
  }

  pass(): void {
    this.looks.push(this.says);
    this.atLook();
    this.atLook = () => undefined;
  }

  /** A look found that a worker has handed back. */
  readonly handBack = (): void => {
    this.events++;
  };

  /** A worker rings, and wakes it. */
  readonly ring = (): void => {
    this.memory.store(BELL_WORD, RUNG);
    this.memory.notify(BELL_WORD, EVERYBODY);
  };

  /** Packets came back, and it awaits more. */
  coalesce(): this {
    this.handBack();
    void this.bell.activity();
    return this;
  }

  /** As {@link coalesce}, and a worker rings before the time is over; what the bell said meanwhile. */
  async shortWait(): Promise<number> {
    const said = this.coalesce().says;
    this.ring();
    await settled();
    return said;
  }

  async timeOver(): Promise<void> {
    this.memory.timeOut(TICK_WORD);
    await settled();
  }
}

/** Every promise that is resolved has told so. */
async function settled(): Promise<void> {
  for (let turns = 0; turns < 8; turns++) await Promise.resolve();
}

const TICK = [TICK_WORD, 0, 7];

describe('a wait that blocks', () => {
  it('looks as long as its strategy says, and begins to count anew when a look has found something', () => {
    const rounds: number[] = [];
    const waiting = new Waiting({ spin: (round, pause) => (rounds.push(round), pause(), true) });
    expect(waiting.bell.step(4)).toBe(5);
    waiting.atLook = waiting.handBack;
    expect(waiting.bell.step(5)).toBe(1);
    expect([rounds, waiting.memory.pauses, waiting.looks, waiting.memory.blocked]).toEqual([[4, 5], 2, [SILENT, SILENT], []]);
  });

  it('says that it waits, looks once more, and sleeps until it is woken or its strategy has it look again', () => {
    const waiting = new Waiting();
    expect(waiting.bell.step(4)).toBe(1);
    expect([waiting.looks, waiting.memory.blocked, waiting.says]).toEqual([[WAITING], [[BELL_WORD, WAITING, 500]], SILENT]);
  });

  it.each([['', false], [', although hand-backs would gather', true]] as const)('does not sleep when that look has found something%s', (_, gathers) => {
    const waiting = new Waiting();
    if (gathers) waiting.handBack();
    waiting.atLook = waiting.handBack;
    expect(waiting.bell.step(4)).toBe(1);
    expect([waiting.looks, waiting.memory.blocked, waiting.says]).toEqual([[gathers ? COALESCING : WAITING], [], SILENT]);
  });

  it('lets hand-backs gather after progress, for a time, and looks then', () => {
    const waiting = new Waiting();
    waiting.handBack();
    expect(waiting.bell.step(4)).toBe(4);
    expect([waiting.looks, waiting.memory.blocked]).toEqual([[COALESCING, SILENT], [[BELL_WORD, COALESCING, 7]]]);
  });

  it('lets them gather no longer than its strategy sleeps', () => {
    const waiting = new Waiting({ parkMs: 3 });
    waiting.handBack();
    waiting.bell.step(1);
    expect(waiting.memory.blocked).toEqual([[BELL_WORD, COALESCING, 3]]);
  });

  it('leaves the look to its caller when a worker that runs low has rung', () => {
    const waiting = new Waiting();
    waiting.handBack();
    waiting.memory.whileBlocked = waiting.ring;
    expect(waiting.bell.step(4)).toBe(1);
    expect([waiting.looks, waiting.says]).toEqual([[COALESCING], SILENT]);
  });

  it('leaves the bell as it is while a promise depends on it, and is woken by each hand-back', () => {
    const waiting = new Waiting();
    void waiting.bell.activity();
    waiting.handBack();
    waiting.bell.step(1);
    expect([waiting.memory.blocked, waiting.says]).toEqual([[[BELL_WORD, WAITING, 500]], WAITING]);
  });
});

describe('hand-backs', () => {
  it.each([[512, -128], [16, -4], [7, -1], [3, -1]])('gather until a worker has less than a quarter of its %i credits to claim, or nothing', (credits, says) => {
    expect(new Waiting({ credits }).coalesce().says).toBe(says);
  });

  it.each<[string, Waiting]>([
    ['with coalesceMs 0', new Waiting({ coalesceMs: 0 })],
    ['while a worker has nothing to do', Object.assign(new Waiting(), { roster: { idle: { size: 1 } } })],
  ])('do not gather %s', (_, waiting) => {
    expect(waiting.coalesce().says).toBe(WAITING);
  });

  it('do not gather when nothing has come back since the last wait began', async () => {
    const waiting = new Waiting().coalesce();
    waiting.ring();
    await settled();
    void waiting.bell.activity();
    expect(waiting.looks).toEqual([COALESCING, WAITING]);
  });
});

describe('a promise of activity', () => {
  it('is resolved by whatever a worker does, and is the same for all who ask until then', async () => {
    const waiting = new Waiting();
    const activity = waiting.bell.activity();
    expect(waiting.bell.activity()).toBe(activity);
    expect([waiting.looks, waiting.memory.held]).toEqual([[WAITING], [[BELL_WORD, WAITING]]]);
    waiting.ring();
    await activity;
    expect(waiting.says).toBe(SILENT);
    expect(waiting.bell.activity()).not.toBe(activity);
    expect(waiting.memory.held).toEqual([[BELL_WORD, WAITING]]);
  });

  it('is none when the look before has found something', () => {
    const waiting = new Waiting();
    waiting.atLook = waiting.handBack;
    expect([waiting.bell.activity(), waiting.memory.held]).toEqual([undefined, []]);
  });

  it('is none when a worker has rung behind that look', () => {
    const waiting = new Waiting();
    waiting.atLook = waiting.ring;
    expect([waiting.bell.activity(), waiting.memory.held]).toEqual([undefined, []]);
  });

  it('is resolved when the worker that has rung may have died before it woke anybody', async () => {
    const waiting = new Waiting();
    const activity = waiting.bell.activity();
    waiting.memory.store(BELL_WORD, RUNG);
    waiting.bell.wake();
    await activity;
    expect(waiting.memory.notified).toEqual([[BELL_WORD, EVERYBODY]]);
  });

  it('is resolved by the close of the distributor, which nobody awaits or looks after any more', async () => {
    const waiting = new Waiting().coalesce();
    const activity = waiting.bell.activity();
    // The time is over just before.
    waiting.memory.timeOut(TICK_WORD);
    waiting.bell.close();
    await activity;
    await settled();
    expect([waiting.bell.activity(), waiting.looks, waiting.says]).toEqual([undefined, [COALESCING], SILENT]);
  });

  it('leaves the bell silent when the distributor is closed, also before it is resolved', () => {
    const waiting = new Waiting().coalesce();
    waiting.bell.close();
    expect(waiting.says).toBe(SILENT);
  });
});

describe('a promise of activity while hand-backs gather', () => {
  it('is resolved when the time is over and a look finds what nobody told of', async () => {
    const waiting = new Waiting().coalesce();
    expect(waiting.memory.held).toEqual([TICK, [BELL_WORD, COALESCING]]);
    waiting.atLook = waiting.handBack;
    await waiting.timeOver();
    expect([waiting.looks, waiting.memory.held, waiting.says]).toEqual([[COALESCING, WAITING], [], SILENT]);
  });

  it('is resolved without a look when the time is over and another call has seen to them', async () => {
    const waiting = new Waiting().coalesce();
    waiting.handBack();
    await waiting.timeOver();
    expect([waiting.looks, waiting.memory.held]).toEqual([[COALESCING], []]);
  });

  it('goes on when the time is over and nothing has happened: from then on each hand-back resolves it, and no clock', async () => {
    const waiting = new Waiting().coalesce();
    await waiting.timeOver();
    expect([waiting.says, waiting.memory.held, waiting.memory.notified]).toEqual([WAITING, [[BELL_WORD, COALESCING]], []]);
  });

  it('costs no look once it is resolved', async () => {
    const waiting = new Waiting();
    await waiting.shortWait();
    await waiting.timeOver();
    expect([waiting.looks, waiting.memory.held]).toEqual([[COALESCING], []]);
  });

  it('costs a look when its whole time is over and not that of one before it: there is one clock', async () => {
    const waiting = new Waiting();
    await waiting.shortWait();
    waiting.coalesce();
    expect(waiting.memory.held).toEqual([TICK, [BELL_WORD, COALESCING]]);
    await waiting.timeOver();
    expect([waiting.looks, waiting.memory.held]).toEqual([[COALESCING, COALESCING], [[BELL_WORD, COALESCING], TICK]]);
    await waiting.timeOver();
    expect([waiting.looks, waiting.memory.held]).toEqual([[COALESCING, COALESCING, WAITING], [[BELL_WORD, COALESCING]]]);
  });
});

describe('many short waits', () => {
  const shortWaits = async (waiting: Waiting, count: number): Promise<number[]> => {
    const said: number[] = [];
    while (said.length < count) said.push(await waiting.shortWait());
    return said;
  };

  it('within one time have the next 64 woken by each hand-back, as handlers are so fast that nothing is gained', async () => {
    const waiting = new Waiting();
    expect(new Set(await shortWaits(waiting, 9))).toEqual(new Set([COALESCING]));
    expect(new Set(await shortWaits(waiting, 64))).toEqual(new Set([WAITING]));
    await waiting.timeOver();
    expect(new Set(await shortWaits(waiting, 9))).toEqual(new Set([COALESCING]));
  });

  it('in different times change nothing', async () => {
    const waiting = new Waiting();
    for (let times = 0; times < 4; times++) {
      expect(await shortWaits(waiting, 8)).not.toContain(WAITING);
      await waiting.timeOver();
    }
  });
});
