// What the same cases say of a double of DPDK's distributor stands in the zoo.
import { describe, expect, it } from 'vitest';
import { assertKept, coreHost, steppedCases } from '../src/index.ts';

describe('@dist/core', () => {
  it.each(steppedCases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    assertKept(one.run(coreHost()));
  });

  it('is checked for all seven promises by these cases', () => {
    const checked = (start: string): readonly string[] => steppedCases.find(({ name }) => name.startsWith(start))!.run(coreHost()).checked;
    const waiting = ['Exclusive', 'Ordered', 'Once', 'Work-conserving', 'Isolated'];
    expect(checked('D2 ')).toEqual(waiting);
    expect(checked('D11 a stuck')).toEqual(waiting);
    expect(checked('D6 flush ends when every')).toContain('Finite');
    expect(checked('the tag of a packet that died')).toContain('Crash-exact');
  });
});
