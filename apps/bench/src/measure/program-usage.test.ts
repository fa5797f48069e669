import { expect, it } from 'vitest';
import { parseUsage } from './program-usage.ts';

it('reads past a name with spaces and parentheses', () => {
  const stat = '42 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 123 45 0 0 20';
  const status = 'Name:\ta\nVmHWM:\t   2000 kB\nvoluntary_ctxt_switches:\t9\nnonvoluntary_ctxt_switches:\t7\n';
  expect(parseUsage(stat, status)).toEqual({ cpuMs: 1680, involuntarySwitches: 7, peakMegabytes: 2.048 });
});
