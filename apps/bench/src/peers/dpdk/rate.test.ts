import { expect, it } from 'vitest';
import { verdictOf } from './rate.ts';

const fine = { allBack: true, startedOutOfTurn: 0, returnedOutOfTurn: 0 };

it('says where packets were out of turn, and that some are missing', () => {
  expect(verdictOf(9, fine)).toEqual({ kept: true, text: 'of 9 packets 0 started and 0 came back out of turn' });
  expect(verdictOf(9, { ...fine, startedOutOfTurn: 9, returnedOutOfTurn: 8 })).toEqual({
    kept: false,
    text: 'of 9 packets 9 started and 8 came back out of turn',
  });
  expect(verdictOf(9, { ...fine, allBack: false })).toMatchObject({ kept: false, text: expect.stringContaining('lost or doubled') as string });
});
