import { describe, expect, it, vi } from 'vitest';

import { DistributorError } from './distributor-error.ts';

describe('DistributorError', () => {
  it('is an Error with a name, a code, a message and a cause', () => {
    const cause = new TypeError('why');
    const error = new DistributorError('NOT_HELD', 'what', { cause });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'DistributorError', code: 'NOT_HELD', message: 'what', cause });
  });

  it('is recognised when another copy of the package has thrown it', async () => {
    vi.resetModules();
    const copy = await import('./distributor-error.ts');
    expect(copy.DistributorError).not.toBe(DistributorError);
    const error = new copy.DistributorError('CLOSED', 'by the other copy');
    expect(error instanceof DistributorError).toBe(false);
    expect(DistributorError.isInstance(error)).toBe(true);
    expect(copy.DistributorError.isInstance(new DistributorError('CLOSED', 'by this one'))).toBe(true);
  });

  it.each([new Error('no'), { code: 'CLOSED', name: 'DistributorError' }, null, undefined, 'CLOSED', 7])('is not mistaken for %s', (other) => {
    expect(DistributorError.isInstance(other)).toBe(false);
  });

  it('keeps its marker out of what is printed and enumerated', () => {
    expect(Object.keys(new DistributorError('CLOSED', 'what'))).toEqual(['code', 'name']);
    expect(Object.getOwnPropertySymbols(new DistributorError('CLOSED', 'x')).every((key) => !Object.prototype.propertyIsEnumerable.call(new DistributorError('CLOSED', 'x'), key))).toBe(true);
  });
});
