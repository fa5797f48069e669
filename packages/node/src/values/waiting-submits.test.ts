import { describe, expect, it } from 'vitest';
import { type Attempt, type WaitingSubmit, WaitingSubmits } from './waiting-submits.ts';

const submit = (tag: number, value: number): WaitingSubmit<number> => ({ tag, value, handle: undefined, accepted: () => undefined, rejected: () => undefined });

function filled(...packets: readonly (readonly [tag: number, value: number])[]): WaitingSubmits<number> {
  const waiting = new WaitingSubmits<number>();
  for (const [tag, value] of packets) waiting.add(submit(tag, value));
  return waiting;
}

/** Tries with room for so many, and tags that are full; the values accepted. */
function advance(waiting: WaitingSubmits<number>, room: number, full: readonly number[] = []): { accepted: number[]; emptied: boolean } {
  const accepted: number[] = [];
  const emptied = waiting.advance(({ tag, value }): Attempt => {
    if (accepted.length === room) return 'all full';
    if (full.includes(tag)) return 'tag full';
    accepted.push(value);
    return 'accepted';
  });
  return { accepted, emptied };
}

describe('WaitingSubmits', () => {
  it('passes a full tag by and keeps the order of the others', () => {
    const waiting = filled([1, 10], [2, 20], [1, 11], [2, 21]);
    expect(advance(waiting, 9, [1])).toEqual({ accepted: [20, 21], emptied: true });
    expect([waiting.size, waiting.has(1), waiting.has(2)]).toEqual([2, true, false]);
    expect(advance(waiting, 9)).toEqual({ accepted: [10, 11], emptied: true });
    expect(waiting.size).toBe(0);
  });

  it('stops where there is no more room, and goes on there', () => {
    const waiting = filled([1, 10], [2, 20], [1, 11]);
    expect(advance(waiting, 1)).toEqual({ accepted: [10], emptied: false });
    expect(advance(waiting, 1)).toEqual({ accepted: [11], emptied: false });
    expect(advance(waiting, 1)).toEqual({ accepted: [20], emptied: true });
  });

  it('gives other tags their turn although one has very many', () => {
    const waiting = filled(...Array.from({ length: 100 }, (_, i) => [1, i] as const), [2, 200]);
    const { accepted } = advance(waiting, 101);
    expect(accepted.indexOf(200)).toBe(32);
    expect(accepted.filter((value) => value < 100)).toEqual(Array.from({ length: 100 }, (_, i) => i));
  });

  it('forgets one that is taken out of the middle', () => {
    const waiting = filled([1, 10]);
    const middle = submit(1, 11);
    waiting.add(middle);
    waiting.add(submit(1, 12));
    expect([waiting.remove(middle), waiting.remove(middle), waiting.size]).toEqual([true, false, 2]);
    expect(advance(waiting, 9).accepted).toEqual([10, 12]);
    expect(waiting.removeAll()).toEqual([]);
  });
});
