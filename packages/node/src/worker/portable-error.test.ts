import { describe, expect, it } from 'vitest';
import { fromPortable, toPortable } from './portable-error.ts';

const carried = (thrown: unknown): unknown => fromPortable(structuredClone(toPortable(thrown)));

describe('a thrown value on its way to another thread', () => {
  it('keeps message, stack, cause, name and code of an error', () => {
    class Refusal extends TypeError {
      override readonly name = 'Refusal';
      readonly code = 'E_REFUSED';
    }
    const thrown = new Refusal('no', { cause: new Error('why') });
    const arrived = carried(thrown) as Refusal;
    expect(arrived).toBeInstanceOf(Error);
    expect([arrived.name, arrived.code, arrived.message, arrived.stack]).toEqual(['Refusal', 'E_REFUSED', 'no', thrown.stack]);
    expect(arrived.cause).toEqual(new Error('why'));
  });

  it.each([undefined, null, 5, 'text', { any: 'thing' }])('keeps what is no error: %o', (thrown) => {
    expect(carried(thrown)).toEqual(thrown);
  });

  it('describes what cannot be cloned', () => {
    expect((carried(Symbol('s')) as Error).message).toBe('Symbol(s)');
    const arrived = carried(new RangeError('odd', { cause: (): string => 'callback' })) as Error;
    expect([arrived.name, arrived.message]).toEqual(['RangeError', 'odd']);
    expect(arrived.cause).toContain('[cause]: [Function: cause]');
  });
});
