import { expect, test } from 'vitest';
import { SUM_OK, sumBytes, swapped } from './internet-checksum.ts';

/** RFC 1071 to the letter: big-endian words, carries at the end. */
function definition(bytes: Uint8Array): number {
  let sum = 0n;
  for (let at = 0; at < bytes.length; at += 2) sum += BigInt(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
  while (sum > 0xffffn) sum = (sum & 0xffffn) + (sum >> 16n);
  return Number(sum);
}

test('sums any bytes at any alignment as the definition does', () => {
  const bytes = new Uint8Array(300);
  let state = 12_345;
  for (let at = 0; at < bytes.length; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = state >>> 24;
  }
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < 8; at++) {
    for (let length = 0; length < 200; length++) expect(sumBytes(view, at, length)).toBe(swapped(definition(bytes.subarray(at, at + length))));
  }
});

test('sums the longest packet of the largest words without losing a carry', () => {
  const bytes = new Uint8Array(65_536).fill(0xff);
  expect(sumBytes(new DataView(bytes.buffer), 0, bytes.length)).toBe(SUM_OK);
  bytes[65_535] = 0xfe;
  expect(sumBytes(new DataView(bytes.buffer), 0, bytes.length)).toBe(swapped(definition(bytes)));
});
