import { describe, expect, it } from 'vitest';
import { assertKept, describeVerdict, dpdkHost, promiseOf, steppedCases } from '../../src/index.ts';
import { DpdkBurst } from '../../src/doubles/dpdk-burst.ts';
import { caseOf, faultsPutBack, openDefects, seenIn } from './known-in-double.ts';

describe('the double of DPDK fails', () => {
  it.each(openDefects.map((defect) => [caseOf(defect).name, defect] as const))('%s', (_, defect) => {
    const { verdict, handedBack } = seenIn(defect);
    expect(verdict.violations.map((violation) => violation.promise), describeVerdict(verdict)).toContain(caseOf(defect).promise);
    expect(handedBack, 'how many packets it took').toBeLessThanOrEqual(defect.within);
  });

  it('the returns ring of 127, which was kept: 1024 packets taken late', () => {
    expect(seenIn({ start: '1024 packets sent', burst: 8 }).verdict.counts).toMatchObject({ lost: expect.any(Number) as number });
  });
});

describe('a fault of the past, put back into the double, is caught by the case about it', () => {
  it.each(faultsPutBack.map((putBack) => [putBack.fault, caseOf(putBack).name, putBack] as const))('%s: %s', (fault, _, putBack) => {
    const { kind, within } = putBack;
    const { verdict, handedBack } = seenIn(putBack, fault);
    expect(promiseOf(kind)).toBe(caseOf(putBack).promise);
    // The double keeps its open defects, which some cases see too.
    expect(verdict.counts[kind] ?? 0, describeVerdict(verdict)).toBeGreaterThan(seenIn(putBack).verdict.counts[kind] ?? 0);
    expect(handedBack, 'how many packets it took').toBeLessThanOrEqual(within);
  });
});

describe('the double of DPDK passes', () => {
  // The faults are in one mode only, or need the other instance: what passes shows that the case looks at the fault and at nothing else.
  it.each(['D1 ', 'D2 ', 'D5 ', 'D6 flush ends when every', 'D7 ', 'D10 '])('%s (burst 1), which its mode does not have', (start) => {
    assertKept(seenIn({ start, burst: 1 }).verdict);
  });

  it('D7 with a cursor for each instance', () => {
    assertKept(caseOf({ start: 'D7 ', burst: 8 }).run({ name: 'own cursors', create: ({ workers }) => new DpdkBurst({ workers }) }));
  });

  const own = steppedCases.filter(({ source, name }) => source.startsWith('test_distributor.c') && !name.includes('2^20') && !name.endsWith('(burst 32)'));

  it.each(own.map((one) => [one.name, one] as const))("DPDK's own test, which sees none of its defects: %s", (_, one) => {
    const { violations } = one.run(dpdkHost());
    // Burst mode's flush hopes that its workers are done by now (D6). What the test looks at is right all the same.
    expect(violations.map(({ kind }) => kind).filter((kind) => kind !== 'flush-early')).toEqual([]);
  });

  it.each([[1, []], [8, ['flush-early']]] as const)("in DPDK's own test its flush of burst mode ends early, as the history says (burst %d)", (burst, kinds) => {
    expect(Object.keys(seenIn({ start: '32 packets, two tags', burst }).verdict.counts)).toEqual(kinds);
  });
});
