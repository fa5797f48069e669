import { describe, expect, it } from 'vitest';
import { assertKept, coreHost, describeVerdict, dpdkHost, promiseOf, steppedCases } from '../src/index.ts';
import type { PastFault, SteppedCase, ViolationKind } from '../src/index.ts';
import { DpdkBurst } from '../src/doubles/dpdk-burst.ts';

describe('@dist/core', () => {
  it.each(steppedCases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    assertKept(one.run(coreHost()));
  });
});

function caseOf(start: string, burst: number): SteppedCase {
  const found = steppedCases.find(({ name }) => name.startsWith(start) && name.endsWith(`(burst ${burst})`));
  if (found === undefined) throw new RangeError(`no case starts with ${start}`);
  return found;
}

describe('the double of DPDK fails', () => {
  // Which mode has the defect: burst 1 is the single mode.
  const expected: [string, number, string][] = [
    ['D1 ', 8, 'Exclusive'],
    ['D2 ', 8, 'Work-conserving'],
    ['D3 400', 1, 'Once'],
    ['D3 400', 8, 'Once'],
    ['D4 ', 1, 'Once'],
    ['D5 ', 8, 'Exact'],
    ['D6 flush ends when every', 8, 'Finite'],
    ['D6 flush ends although a worker died before', 8, 'Finite'],
    ['D7 ', 8, 'Work-conserving'],
    ['D8 misuse', 1, 'Contract'],
    ['D8 misuse', 8, 'Contract'],
    ['D8 the counters', 8, 'Contract'],
    ['D9 ', 8, 'Once'],
    ['D10 ', 8, 'Finite'],
    ['D11 a stuck', 1, 'Isolated'],
    ['D11 a stuck', 8, 'Isolated'],
    ['D11 more', 1, 'Isolated'],
    ['D11 more', 8, 'Isolated'],
    ['D12 ', 8, 'Once'],
  ];

  it.each(expected)('%s (burst %i) by a violation of %s', (start, burst, promise) => {
    const one = caseOf(start, burst);
    const verdict = one.run(dpdkHost());
    expect(one.promise).toBe(promise);
    expect(verdict.violations.map((violation) => violation.promise), describeVerdict(verdict)).toContain(promise);
  });
});

describe('the double of DPDK passes', () => {
  // The faults are in one mode only, or need the other instance: what passes shows that the case looks at the fault and at nothing else.
  const expected: [string, number][] = [
    ['D1 ', 1],
    ['D2 ', 1],
    ['D5 ', 1],
    ['D6 flush ends when every', 1],
    ['D7 ', 1],
    ['D10 ', 1],
  ];

  it.each(expected)('%s (burst %i), which its mode does not have', (start, burst) => {
    assertKept(caseOf(start, burst).run(dpdkHost()));
  });

  it('D7 with a cursor for each instance', () => {
    assertKept(caseOf('D7 ', 8).run({ name: 'own cursors', create: ({ workers }) => new DpdkBurst({ workers }) }));
  });
});

describe('a fault of the past, put back into the double, is caught by the case about it', () => {
  const expected: [PastFault, number, string, ViolationKind][] = [
    ['leave-overwrites', 8, 'a leave right after a request', 'lost'],
    ['send-ignores-returns', 8, 'a call that waits for a full worker', 'never-ends'],
    ['leave-is-a-request', 8, 'a worker leaves with everything full', 'lost'],
    ['empty-leave-ignored', 8, 'a worker that leaves with nothing', 'starved'],
    ['match-of-another', 8, 'a packet is held back for its tag', 'overlap'],
    ['flush-counts-backlogs', 8, 'a flush right after process', 'flush-early'],
    ['flush-counts-backlogs', 8, 'a thousand rounds', 'flush-early'],
    ['clear-keeps-returns', 8, 'clearing the returns', 'returned-twice'],
    ['poll-says-nothing', 8, 'poll says -1', 'contract'],
    ['accepts-for-nobody', 8, 'packets that come before any worker', 'lost'],
    ['high-workers-unmatched', 1, 'a tag is locked by whichever', 'overlap'],
    ['lowest-bit-ignored', 1, 'tags 0, 1, 2k', 'shared-lock'],
  ];

  it.each(expected)('%s (burst %i): %s', (fault, burst, start, kind) => {
    const one = caseOf(start, burst);
    const faulty = one.run(dpdkHost(fault));
    const healthy = one.run(dpdkHost());
    expect(promiseOf(kind)).toBe(one.promise);
    // The double keeps its open defects, which some cases see too.
    expect(faulty.counts[kind] ?? 0, describeVerdict(faulty)).toBeGreaterThan(healthy.counts[kind] ?? 0);
  });

  it('the returns ring of 127, which was kept: 1024 packets taken late', () => {
    expect(caseOf('1024 packets sent', 8).run(dpdkHost()).counts).toMatchObject({ lost: expect.any(Number) as number });
  });
});

describe("DPDK's own functional tests see none of its open defects: the double passes them", () => {
  const own = steppedCases.filter(({ source, name }) => source.startsWith('test_distributor.c') && !name.includes('2^20') && !name.endsWith('(burst 32)'));

  it.each(own.map((one) => [one.name, one] as const))('%s', (_, one) => {
    assertKept(one.run(dpdkHost()));
  });
});
