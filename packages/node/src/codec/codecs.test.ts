import { describe, expect, it } from 'vitest';
import { builtInCodec } from './built-in-codec.ts';
import { bytes } from './bytes.ts';
import type { Codec } from './codec.ts';
import { encodeInto, encodeLarge } from './encode.ts';
import { json } from './json.ts';
import { structured } from './structured.ts';

const shared = (length: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(length));

/** Encodes into shared memory in the middle of other bytes, and decodes. */
function through<T>(codec: Codec<T>, value: T): T {
  const memory = shared(4096).fill(0xee);
  const into = memory.subarray(64, 2048);
  const written = codec.encode(value, into);
  expect(written).toBeGreaterThanOrEqual(0);
  expect(memory.subarray(0, 64).every((byte) => byte === 0xee)).toBe(true);
  expect(memory.subarray(64 + written).every((byte) => byte === 0xee)).toBe(true);
  return codec.decode(into.subarray(0, written));
}

describe('structured', () => {
  it.each([undefined, null, 1n, 'ü€😀', new Date(5), new Map([[{}, new Set([NaN])]]), [new Float64Array([1, 2])], { nested: { a: [] } }])('carries %o', (value) => {
    expect(through(structured<unknown>(), value)).toEqual(value);
  });

  it('gives values that share no memory with the packet', () => {
    const value = through(structured<Float64Array>(), new Float64Array([1, 2]));
    expect(value.buffer).toBeInstanceOf(ArrayBuffer);
  });
});

describe('json', () => {
  it.each([undefined, null, 0, '', 'ü€😀\ud800', [], { a: { b: [1, 'x'] } }])('carries %o', (value) => {
    expect(through(json<unknown>(), value)).toEqual(value);
  });
});

describe('bytes', () => {
  it.each([0, 1, 1000])('carries %d bytes', (length) => {
    const value = Uint8Array.from({ length }, (_, i) => i);
    expect([...through(bytes(), value)]).toEqual([...value]);
  });

  it('gives a view, not a copy', () => {
    const memory = shared(8);
    expect(bytes().decode(memory.subarray(2, 4)).buffer).toBe(memory.buffer);
  });

  it('refuses what is no Uint8Array', () => {
    expect(() => bytes().encode('text' as unknown as Uint8Array, shared(8))).toThrow("the codec 'bytes' takes a Uint8Array, got string");
  });
});

describe.each([
  ['structured', structured<unknown>(), 'x'.repeat(100)],
  ['json', json<unknown>(), '€'.repeat(100)],
  ['bytes', bytes() as Codec<unknown>, new Uint8Array(100)],
])('%s', (name, codec, value) => {
  it('is found by its name', () => {
    expect(builtInCodec(codec.name)?.name).toBe(name);
  });

  it('says how much room it needs, and that much is enough', () => {
    const needed = -codec.encode(value, shared(99));
    expect(needed).toBeGreaterThan(99);
    expect(codec.encode(value, shared(needed))).toBe(needed);
    expect(codec.encode(value, shared(needed - 1))).toBe(-needed);
    expect(encodeLarge(codec, value, -needed, 99, needed).length).toBe(needed);
    expect(() => encodeLarge(codec, value, -needed, 99, needed - 1)).toThrow(`a value takes ${needed} bytes, and maxPayloadBytes is ${needed - 1}`);
  });
});

describe('encodeLarge', () => {
  const secretive: Codec<number> = {
    name: 'secretive',
    encode(length, into): number {
      if (length > into.length) return -1;
      into.fill(7, 0, length);
      return length;
    },
    decode: (encoded) => encoded.length,
  };

  it('finds the room by doubling for a codec that does not know its size', () => {
    expect(encodeInto(secretive, 100, new Uint8Array(16))).toBe(-1);
    expect([...encodeLarge(secretive, 100, -1, 16, 1000)]).toEqual(Array(100).fill(7));
    expect(encodeLarge(secretive, 100, -1, 16, 100).length).toBe(100);
    expect(() => encodeLarge(secretive, 101, -1, 16, 100)).toThrow('a value takes more than 100 bytes, and maxPayloadBytes is 100');
  });
});
