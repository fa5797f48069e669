import { describe, expect, it } from 'vitest';
import { sameValue } from './same-value.ts';
import { showValue } from './show-value.ts';

/** Each value twice, and none of them equal to another. */
const values = (): unknown[] => [
  undefined,
  null,
  0,
  -0,
  NaN,
  1n,
  '',
  'a',
  true,
  [],
  [1, 2],
  [2, 1],
  {},
  { a: 1 },
  { a: undefined },
  { a: 1, b: [{ c: 2 }] },
  new Date(1),
  new Date(2),
  new Map([[1, { a: 1 }]]),
  new Map([[1, { a: 2 }]]),
  new Set([1]),
  new Uint8Array([1, 2]),
  new Int8Array([1, 2]),
  new Uint8Array([1, 2]).buffer,
  new DataView(new Uint8Array([1, 2]).buffer),
];

describe('sameValue', () => {
  it('tells every kind of value from every other, and from none of its kind that says the same', () => {
    const others = values();
    for (const [i, one] of values().entries()) for (const [j, other] of others.entries()) expect([i, j, sameValue(one, other)]).toEqual([i, j, i === j]);
  });

  it('does not mind the order in which an object got its properties', () => {
    expect(sameValue({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
  });

  it('looks at the bytes of a view alone', () => {
    expect(sameValue(new Uint8Array([9, 1, 2]).subarray(1), new Uint8Array([1, 2]))).toBe(true);
  });
});

describe('showValue', () => {
  it.each([
    [undefined, 'undefined'],
    ['a"b', '"a\\"b"'],
    [12n, '12n'],
    [new Uint8Array([1, 2]), '[1 2]'],
    [-0, '-0'],
    [{ id: 1n, price: -0, size: NaN }, '{"id":"1n","price":"-0","size":"NaN"}'],
    ['x'.repeat(200), `"${'x'.repeat(76)}...`],
  ])('puts %o into one short line', (value, text) => {
    expect(showValue(value)).toBe(text);
  });

  it('shows what JSON cannot say at all', () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(showValue(circle)).toBe('[object Object]');
  });
});
