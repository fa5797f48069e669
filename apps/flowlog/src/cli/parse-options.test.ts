import { describe, expect, test } from 'vitest';
import { defaultWorkers, parseOptions } from './parse-options.ts';
import { UsageError } from './usage-error.ts';

describe('parseOptions', () => {
  test('has a default for everything', () => {
    expect(parseOptions([])).toEqual({
      inputs: [],
      workers: defaultWorkers(),
      burst: 256,
      maxFlows: 262_144,
      format: 'table',
      output: null,
      quiet: false,
      help: false,
      version: false,
    });
  });

  test('takes options and inputs in any order', () => {
    const args = ['a.pcap', '--workers', '3', '-b', '1', '-', '--max-flows=7', '-f', 'csv', '-o', 'out', '-q', 'b.pcap'];
    expect(parseOptions(args)).toMatchObject({
      inputs: ['a.pcap', '-', 'b.pcap'],
      workers: 3,
      burst: 1,
      maxFlows: 7,
      format: 'csv',
      output: 'out',
      quiet: true,
    });
  });

  test.each([
    [['--format', 'xml'], "--format is table, jsonl, csv; got 'xml'"],
    [['--workers', '0'], "--workers is a whole number from 1 to 256; got '0'"],
    [['--workers', '257'], "--workers is a whole number from 1 to 256; got '257'"],
    [['--workers', '1.5'], "--workers is a whole number from 1 to 256; got '1.5'"],
    [['--burst', '1e2'], "--burst is a whole number from 1 to 256; got '1e2'"],
    [['--max-flows', '1048577'], "--max-flows is a whole number from 1 to 1048576; got '1048577'"],
    [['--max-flows='], "--max-flows is a whole number from 1 to 1048576; got ''"],
    [['--colour'], "Unknown option '--colour'"],
    [['--quiet=yes'], "Option '-q, --quiet' does not take an argument"],
    [['--output'], "Option '-o, --output <value>' argument missing"],
  ])('refuses %o and says why', (args, message) => {
    expect(() => parseOptions(args)).toThrow(new UsageError(message));
  });

  test('leaves one processor to the reading thread, and starts no more workers than can be fed', () => {
    expect([1, 2, 3, 4, 5, 64].map(defaultWorkers)).toEqual([2, 2, 2, 3, 4, 4]);
  });
});
