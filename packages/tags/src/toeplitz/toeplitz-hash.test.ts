import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ToeplitzHash } from './toeplitz-hash.ts';
import { MICROSOFT_KEY, SYMMETRIC_KEY } from './toeplitz-key.ts';

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

/** The definition, bit by bit. */
function bitwise(key: Uint8Array, input: Uint8Array): number {
  const bit = (bytes: Uint8Array, i: number): number => (bytes[i >> 3]! >> (7 - (i & 7))) & 1;
  let hash = 0;
  for (let i = 0; i < input.length * 8; i++) {
    if (bit(input, i) === 0) continue;
    let window = 0;
    for (let k = 0; k < 32; k++) window = (window << 1) | bit(key, i + k);
    hash ^= window;
  }
  return hash >>> 0;
}

// Microsoft, "Verifying the RSS hash calculation": source, destination, ports; hash of the addresses, hash with the ports.
const microsoftSuite = [
  ['420995bb', 'a18e6450', '0aea06e6', 0x323e8fc2, 0x51ccc178],
  ['c75c6f02', '41458c53', '37961283', 0xd718262a, 0xc626b0ea],
  ['1813c65f', '0c16cfb8', '32629488', 0xd2d0a5de, 0x5c2b394a],
  ['261bcd1e', 'd18ea306', 'bc6408a9', 0x82989176, 0xafc7327f],
  ['9927a3bf', 'cabc7f02', 'acdb0517', 0x5d1809c5, 0x10e828a2],
  ['3ffe250102001fff0000000000000007', '3ffe2501020000030000000000000001', '0aea06e6', 0x2cc18cd5, 0x40207d3d],
  ['3ffe050100080000026097fffe40efab', 'ff020000000000000000000000000001', '37961283', 0x0f0c461c, 0xdde51bbf],
  ['3ffe1900454500030200f8fffe2167cf', 'fe800000000000000200f8fffe2167cf', 'acdb9488', 0x4b61e985, 0x02d1feef],
] as const;

const hashOf = (toeplitz: ToeplitzHash, input: Uint8Array): number => toeplitz.hash(input, 0, input.length);
const keys = fc.uint8Array({ minLength: 5, maxLength: 80 });

describe('ToeplitzHash', () => {
  it.each(microsoftSuite)("agrees with Microsoft's verification suite: %s to %s", (source, destination, ports, addresses, all) => {
    const toeplitz = new ToeplitzHash(MICROSOFT_KEY);
    expect(hashOf(toeplitz, bytesOf(source + destination))).toBe(addresses);
    expect(hashOf(toeplitz, bytesOf(source + destination + ports))).toBe(all);
  });

  it('agrees with the definition for any key, any input the key allows, anywhere in the bytes', () => {
    const cases = keys.chain((key) => fc.tuple(fc.constant(key), fc.uint8Array({ maxLength: key.length - 4 }), fc.nat(9), fc.nat(9)));
    fc.assert(
      fc.property(cases, ([key, input, before, after]) => {
        const bytes = new Uint8Array(before + input.length + after).fill(0xa5);
        bytes.set(input, before);
        expect(new ToeplitzHash(key).hash(bytes, before, input.length)).toBe(bitwise(key, input));
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('is the exclusive or of its parts, wherever the input is cut', () => {
    const toeplitz = new ToeplitzHash(MICROSOFT_KEY);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 36 }), fc.nat(36), (input, where) => {
        const cut = Math.min(where, input.length);
        const parts = toeplitz.part(0, input, 0, cut) ^ toeplitz.part(cut, input, cut, input.length - cut);
        expect(parts >>> 0).toBe(hashOf(toeplitz, input));
      }),
      { seed: 2 },
    );
  });

  it('hashes inputs longer than an IPv6 tuple when the key allows them, before and after a shorter one', () => {
    const key = Uint8Array.from({ length: 200 }, (_, i) => (i * 73 + 11) & 255);
    const input = Uint8Array.from({ length: 196 }, (_, i) => (i * 151 + 7) & 255);
    const toeplitz = new ToeplitzHash(key);
    expect(toeplitz.maxLength).toBe(196);
    for (const length of [12, 64, 36, 196, 12]) {
      expect(toeplitz.hash(input, 0, length)).toBe(bitwise(key, input.subarray(0, length)));
    }
  });

  it('keeps its key when the bytes it was made from change', () => {
    const key = Uint8Array.from({ length: 60 }, (_, i) => i * 7);
    const before = new ToeplitzHash(key.slice());
    const toeplitz = new ToeplitzHash(key);
    key.fill(0);
    const input = new Uint8Array(56).fill(0x5a);
    for (const length of [12, 56]) expect(toeplitz.hash(input, 0, length)).toBe(before.hash(input, 0, length));
  });

  it('names both lengths when an input is too long for the key', () => {
    const short = new ToeplitzHash(new Uint8Array(15));
    expect(hashOf(short, new Uint8Array(11))).toBe(0);
    expect(() => hashOf(short, new Uint8Array(12))).toThrow(/15 bytes hashes at most 11 bytes.*got 12/);
    expect(() => short.part(8, new Uint8Array(4), 0, 4)).toThrow(/15 bytes hashes at most 11 bytes.*got 12/);
    expect(() => hashOf(new ToeplitzHash(MICROSOFT_KEY), new Uint8Array(37))).toThrow(/40 bytes hashes at most 36 bytes.*got 37/);
  });

  it('refuses a key that is too short, and one that is not hexadecimal', () => {
    expect(() => new ToeplitzHash(new Uint8Array(4))).toThrow(new RangeError('a Toeplitz key has at least 5 bytes, got 4'));
    expect(() => new ToeplitzHash('6d5a5')).toThrow(TypeError);
    expect(() => new ToeplitzHash('')).toThrow(TypeError);
    expect(() => new ToeplitzHash('not a key')).toThrow(/"not a key"/);
  });

  it('refuses to read outside the bytes', () => {
    const toeplitz = new ToeplitzHash(MICROSOFT_KEY);
    const bytes = new Uint8Array(20);
    for (const [offset, length] of [[9, 12], [-1, 12], [Number.NaN, 12], [13, 8], [-1, 8], [0, -1], [21, 0]] as const) {
      expect(() => toeplitz.hash(bytes, offset, length), `${length} at ${offset}`).toThrow(RangeError);
    }
    expect(() => toeplitz.part(-4, bytes, 0, 8)).toThrow(/position -4/);
  });

  it('takes a key as ethtool prints it', () => {
    const toeplitz = new ToeplitzHash(MICROSOFT_KEY.replaceAll(/..(?=.)/g, '$&:'));
    expect(hashOf(toeplitz, bytesOf('420995bba18e64500aea06e6'))).toBe(0x51ccc178);
  });
});

describe('the symmetric key', () => {
  const toeplitz = new ToeplitzHash(SYMMETRIC_KEY);
  const tuples = fc.uint8Array({ minLength: 12, maxLength: 12 });

  it('gives both directions one hash, at the price of 16 bits said twice', () => {
    fc.assert(
      fc.property(tuples, (tuple) => {
        const back = Uint8Array.of(...tuple.subarray(4, 8), ...tuple.subarray(0, 4), ...tuple.subarray(10, 12), ...tuple.subarray(8, 10));
        const hash = hashOf(toeplitz, tuple);
        expect(hashOf(toeplitz, back)).toBe(hash);
        expect(hash >>> 16).toBe(hash & 0xffff);
      }),
      { seed: 3 },
    );
  });

  it('collides for every two inputs whose 16-bit words have one exclusive or', () => {
    expect(hashOf(toeplitz, bytesOf('0a0000010a00000204d20035'))).toBe(hashOf(toeplitz, bytesOf('0a0000030a00000004d20035')));
    const other = new ToeplitzHash(MICROSOFT_KEY);
    expect(hashOf(other, bytesOf('0a0000010a00000204d20035'))).not.toBe(hashOf(other, bytesOf('0a0000030a00000004d20035')));
  });
});
