import { bytesOf, concat, ethernet, ipv4, ipv6, mpls, pppoe, sll, sll2, snap, TCP, UDP, vlan } from './build-frame.ts';
import type { CapturedFrame } from './capture-reader.ts';

/** Those that are dissected, and two that are not. */
export const LINK_TYPES: readonly number[] = [0, 1, 9, 12, 14, 101, 108, 113, 228, 229, 276, 10, 65_535];

/** mulberry32: numbers from 0 to below `limit`, the same for the same seed. */
export function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) % limit;
  };
}

const V4 = ipv4(TCP, { protocol: 6, options: bytesOf('01010101') });
const V6 = ipv6(concat(bytesOf('2b00 0104 00000000 2c00 0000 00000000 3c00 0000 00000001 1100 0104 00000000'), UDP), { next: 0 });
const jumbogram = ipv6(concat(bytesOf('1101 0104 00000000 c204 00011170 0000'), UDP), { next: 0, payloadLength: 0 });
/** Frames that between them go through every layer there is. */
export const frameSamples: readonly CapturedFrame[] = [
  [1, ethernet(0x0800, V4)],
  [1, ethernet(0x88a8, vlan(0x8100, vlan(0x86dd, V6)))],
  [1, ethernet(0x8847, mpls(V6, 16, 17))],
  [1, ethernet(0x8864, pppoe(concat(bytesOf('0021'), V4)))],
  [1, ethernet(8 + V4.length, snap(0x0800, V4))],
  [1, ethernet(0x8100, vlan(3 + V4.length, concat(bytesOf('060603'), V4)))],
  [9, concat(bytesOf('ff03 0281'), mpls(V4, 16))],
  [113, sll(4, snap(0x86dd, jumbogram))],
  [276, sll2(0x8100, vlan(0x0800, V4))],
  [0, concat(bytesOf('1e000000'), V6)],
  [108, concat(bytesOf('00000018'), jumbogram)],
  [101, V6],
].map(([linkType, bytes]) => ({ linkType, bytes }) as CapturedFrame);

/** A sample with a few bytes changed, sometimes cut, sometimes under another link type. */
export function mutated(random: (limit: number) => number): CapturedFrame {
  const sample = frameSamples[random(frameSamples.length)]!;
  const bytes = sample.bytes.slice(0, random(8) === 0 ? random(sample.bytes.length + 1) : sample.bytes.length);
  for (let changes = bytes.length === 0 ? 0 : random(6); changes > 0; changes--) {
    bytes[random(bytes.length)] = random(4) === 0 ? random(4) * 85 : random(256);
  }
  return { bytes, linkType: random(10) === 0 ? LINK_TYPES[random(LINK_TYPES.length)]! : sample.linkType };
}
