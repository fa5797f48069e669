import { describe, expect, it } from 'vitest';
import { codecContract } from '../../src/index.ts';
import type { CodecShape } from '../../src/index.ts';
import { broken, table } from './outcomes.ts';

/** Lists of numbers, 8 bytes each, in whatever memory and at whatever offset. */
const numbers: CodecShape<number[]> = {
  name: 'numbers',
  encode(value, into): number {
    if (!Array.isArray(value)) throw new TypeError('not a list');
    if (into.length < value.length * 8) return -value.length * 8;
    const view = new DataView(into.buffer, into.byteOffset, into.byteLength);
    for (const [i, one] of value.entries()) view.setFloat64(8 * i, one, true);
    return value.length * 8;
  },
  decode(bytes): number[] {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Array.from({ length: bytes.length / 8 }, (_, i) => view.getFloat64(8 * i, true));
  },
};

const values = [[], [1], [NaN, -0, Infinity], Array.from({ length: 200 }, (_, i) => i / 3)];
const contractOf = (changed: Partial<CodecShape<number[]>>): ReturnType<typeof codecContract> =>
  codecContract({ make: () => ({ ...numbers, ...changed }), values, refused: ['text', undefined] });

describe('a codec of lists of numbers', () => {
  it.each(table(contractOf({})))('%s', (_, run) => run());
});

describe('codecContract', () => {
  const kept: number[] = [];
  const scratch = new Uint8Array(4096);
  const wrong: [what: string, changed: Partial<CodecShape<number[]>>, breaks: string][] = [
    ['no name', { name: '' }, 'has a name'],
    ['values that lose something', { decode: (bytes) => numbers.decode(bytes).map((one) => (Object.is(one, -0) ? 0 : one)) }, 'the other decodes'],
    [
      'a view that must be aligned',
      { decode: (bytes) => [...new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8)] },
      'the other decodes',
    ],
    [
      'an offset into the buffer that is forgotten',
      {
        encode: (value, into) => {
          const view = new DataView(into.buffer);
          if (into.length < value.length * 8) return -value.length * 8;
          for (const [i, one] of value.entries()) view.setFloat64(8 * i, one, true);
          return value.length * 8;
        },
      },
      'the other decodes',
    ],
    [
      'a decoder that gives the same list again and again',
      {
        decode: (bytes) => {
          kept.length = 0;
          kept.push(...numbers.decode(bytes));
          return kept;
        },
      },
      'keeps nothing of one value for the next',
    ],
    [
      'bytes that are written before they are read',
      { encode: (value, into) => (into.fill(0), numbers.encode(value.slice(), into)), decode: (bytes) => new Proxy(numbers.decode(bytes), { get: (list, key) => (key === 'slice' ? () => numbers.decode(bytes) : (Reflect.get(list, key) as unknown)) }) },
      'the bytes that it was decoded from',
    ],
    ['a size in place of its negative', { encode: (value, into) => Math.abs(numbers.encode(value, into)) }, 'where the room is too small'],
    ['a size that is not enough', { encode: (value, into) => (numbers.encode(value, into) < 0 ? -into.length - 1 : numbers.encode(value, into)) }, 'where the room is too small'],
    [
      'an exception where the room is too small',
      {
        encode: (value, into) => {
          into.set(scratch.subarray(0, value.length * 8));
          return numbers.encode(value, into);
        },
      },
      'where the room is too small',
    ],
    [
      'bytes beside the room',
      {
        encode: (value, into) => {
          const wide = new Uint8Array(into.buffer, into.byteOffset, into.length + 1);
          if (numbers.encode(value, into) < 0) wide[into.length] = 0;
          return numbers.encode(value, into);
        },
      },
      'where the room is too small',
    ],
    ['a fraction', { encode: (value, into) => numbers.encode(value, into) + 0.5 }, 'the other decodes'],
    ['what should be refused', { encode: (value, into) => (Array.isArray(value) ? numbers.encode(value, into) : 0) }, 'refuses what it cannot encode'],
  ];
  it.each(wrong)('finds %s', async (_, changed, breaks) => {
    expect([...(await broken(contractOf(changed))).keys()].some((name) => name.includes(breaks))).toBe(true);
  });

  it('accepts a codec that does not know how much it needs', async () => {
    const secretive: Partial<CodecShape<number[]>> = { encode: (value, into) => Math.max(-1, numbers.encode(value, into)) };
    expect([...(await broken(contractOf(secretive)))]).toEqual([]);
  });

  it('ends with a codec that never has enough', async () => {
    const found = await broken(contractOf({ encode: () => -1 }));
    expect([...found.values()][0]).toBe('[] does not fit into 1048576 bytes; if it may be larger, give maxBytes');
  });

  it('tells what went in and what came out', async () => {
    const found = await broken(contractOf({ decode: () => [1] }));
    expect(found.get('what one side encodes, the other decodes')).toBe('[] came out as [1]');
  });

  it('refuses to prove anything by no values', () => {
    expect(() => codecContract({ make: () => numbers, values: [] })).toThrow(new RangeError('values must hold at least 1 value, got 0'));
  });
});
