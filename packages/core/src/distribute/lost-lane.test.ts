import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { AWAY, CLOSED, PARKED, POSITIONS, WORKING, advance, distance, packHandshake } from '../slot/handshake.ts';
import { pausedAt, runningAt } from '../slot/note.ts';
import { splitLane } from './lost-lane.ts';

const position = fc.nat(POSITIONS - 1);
const length = fc.nat(255);
const presence = fc.constantFrom(WORKING, PARKED, AWAY, CLOSED);
/** A lane in which `claimed` packets have been claimed from `from` on, and `more` published behind them. */
const lane = fc.record({ from: position, claimed: length, more: length, presence });
type Lane = typeof lane extends fc.Arbitrary<infer T> ? T : never;

const wordOf = ({ from, claimed, more, presence: is }: Lane): number => packHandshake(advance(from, claimed + more), advance(from, claimed), from, is);

/** How many packets were finished, and how many are under suspicion. */
function split(at: Lane, note: number): { finished: number; suspects: number } {
  const { handedBack, finishedTo, suspectTo } = splitLane(wordOf(at), note);
  expect(handedBack).toBe(at.from);
  return { finished: distance(handedBack, finishedTo), suspects: distance(finishedTo, suspectTo) };
}

describe('the lane of a lost worker', () => {
  it('puts all that was claimed under suspicion when the worker noted nothing', () => {
    fc.assert(
      fc.property(lane, (at) => {
        expect(split(at, 0)).toEqual({ finished: 0, suspects: at.claimed });
      }),
    );
  });

  it('puts the noted packet alone under suspicion, and those before it are finished', () => {
    fc.assert(
      fc.property(lane, fc.nat(), (at, pick) => {
        fc.pre(at.claimed > 0);
        const index = pick % at.claimed;
        expect(split(at, runningAt(advance(at.from, index)))).toEqual({ finished: index, suspects: 1 });
      }),
    );
  });

  it('puts nothing under suspicion when the worker noted that it is in no packet', () => {
    fc.assert(
      fc.property(lane, fc.nat(), (at, pick) => {
        fc.pre(at.claimed > 0);
        const index = pick % at.claimed;
        expect(split(at, pausedAt(advance(at.from, index)))).toEqual({ finished: index, suspects: 0 });
      }),
    );
  });

  it('takes all as finished when the worker noted that, and died before its exchange handed them back', () => {
    fc.assert(
      fc.property(lane, (at) => {
        expect(split(at, pausedAt(advance(at.from, at.claimed)))).toEqual({ finished: at.claimed, suspects: 0 });
      }),
    );
  });

  it('puts nothing under suspicion that was not claimed, also when the worker noted that it is in the packet behind', () => {
    fc.assert(
      fc.property(lane, (at) => {
        expect(split(at, runningAt(advance(at.from, at.claimed)))).toEqual({ finished: at.claimed, suspects: 0 });
      }),
    );
  });

  it('puts nothing under suspicion when the packet noted last has gone back, and counts nothing as finished that it does not know of', () => {
    fc.assert(
      fc.property(lane, fc.integer({ min: 1, max: 512 }), fc.constantFrom(runningAt, pausedAt), (at, back, note) => {
        expect(split(at, note(advance(at.from, POSITIONS - back)))).toEqual({ finished: 0, suspects: 0 });
      }),
    );
  });
});
