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

  it('takes two files to compare', () => {
    expect(parseOptions(['--compare', 'a.json', 'b.json']).compare).toEqual(['a.json', 'b.json']);
  });

  it.each([
    [['--compare', 'a.json'], '--compare takes two files, got 1'],
    [['--compare', 'a.json', 'b.json', 'c.json'], '--compare takes two files, got 3'],
    [['quick'], "'quick' is no option"],
    [['--rounds', '0'], '--rounds cannot be 0'],
    [['--rounds', '2.5'], '--rounds cannot be 2.5'],
    [['--scale', 'x'], '--scale cannot be x'],
    [['--scale', ''], '--scale cannot be '],
    [['--only', '('], '--only is no regular expression: ('],
    [['--fast'], "Unknown option '--fast'"],
  ])('refuses %j', (args, text) => {
    expect(() => parseOptions(args)).toThrow(text);
  });
});
