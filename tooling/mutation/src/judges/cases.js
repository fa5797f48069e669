// The stepped cases on the mutant, but for the longest: what a million packets through a small pool show, ten thousand show too.
import { assertKept, coreHost, steppedCases } from '@dist/testing';
import { describe, it } from 'vitest';
const cases = steppedCases.filter(({ name }) => !name.includes('2^20'));
describe('@dist/core', () => {
    it.each(cases.map((one) => [one.name, one]))('%s', (_, one) => {
        assertKept(one.run(coreHost()));
    });
});
