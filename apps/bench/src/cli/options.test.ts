import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.ts';

describe('parseOptions', () => {
  it('measures everything in full when nothing is said', () => {
    expect(parseOptions([])).toMatchObject({ quick: false, rounds: 5, scale: 1, only: undefined, json: undefined });
  });

  it('makes --quick smaller, and lets other options have their say', () => {
    expect(parseOptions(['--quick', '--rounds', '7'])).toMatchObject({ quick: true, rounds: 7, scale: 0.125 });
  });

  it('takes the dashes that a package manager passes on', () => {
    expect(parseOptions(['--', '--only', 'zipf/1']).only).toEqual(/zipf\/1/);
  });

  it.each([
    [['--rounds', '0'], '--rounds cannot be 0'],
    [['--rounds', '2.5'], '--rounds cannot be 2.5'],
    [['--scale', 'x'], '--scale cannot be x'],
    [['--scale', ''], '--scale cannot be '],
    [['--fast'], "Unknown option '--fast'"],
  ])('refuses %j', (args, text) => {
    expect(() => parseOptions(args)).toThrow(text);
  });
});
