import { expect, it } from 'vitest';
import { lcoresOption, mustShare, parseProcessors } from './lcores.ts';

it('reads ranges and single numbers', () => {
  expect(parseProcessors('0-2,5')).toEqual([0, 1, 2, 5]);
  expect(parseProcessors('7')).toEqual([7]);
});

it('gives each worker a processor of its own where there are enough, and else lets them share, never that of the main thread', () => {
  expect([lcoresOption(2, [0, 1, 2]), mustShare(2, [0, 1, 2])]).toEqual(['--lcores=0@0,1@1,2@2', false]);
  expect([lcoresOption(2, [4, 6]), mustShare(2, [4, 6])]).toEqual(['--lcores=0@4,1@6,2@6', true]);
  expect([lcoresOption(3, [0, 2, 3]), mustShare(3, [0, 2, 3])]).toEqual(['--lcores=0@0,1@2,2@3,3@2', true]);
  expect([lcoresOption(1, [0, 1]), mustShare(1, [0, 1])]).toEqual(['--lcores=0@0,1@1', false]);
});
