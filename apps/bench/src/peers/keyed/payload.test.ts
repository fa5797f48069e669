import { expect, it } from 'vitest';
import { PAYLOAD_BYTES, PAYLOAD_WORDS, Payloads } from './payload.ts';

it('tells a payload that a handler went through once from one that it did not, or twice', () => {
  for (const packet of [0, 1, 77, 2 ** 31, 2 ** 32 - 1]) {
    const region = new SharedArrayBuffer(3 * PAYLOAD_BYTES);
    const payloads = new Payloads(region);
    payloads.fill(PAYLOAD_WORDS, packet, 5, 9);
    expect(payloads.wasTouched(PAYLOAD_WORDS)).toBe(false);
    payloads.touch(PAYLOAD_WORDS);
    expect(payloads.wasTouched(PAYLOAD_WORDS)).toBe(true);
    payloads.touch(PAYLOAD_WORDS);
    expect(payloads.wasTouched(PAYLOAD_WORDS)).toBe(false);
    expect([payloads.packet(PAYLOAD_WORDS), payloads.tag(PAYLOAD_WORDS), payloads.spins(PAYLOAD_WORDS)]).toEqual([packet, 5, 9]);
    const words = new Uint32Array(region);
    expect([...words.subarray(0, PAYLOAD_WORDS), ...words.subarray(2 * PAYLOAD_WORDS)]).toEqual(new Array(2 * PAYLOAD_WORDS).fill(0));
  }
});

it('has a handler write every byte of the content', () => {
  const region = new SharedArrayBuffer(PAYLOAD_BYTES);
  const payloads = new Payloads(region);
  payloads.fill(0, 1, 2, 0);
  const before = [...new Float64Array(region, 16)];
  payloads.touch(0);
  const after = [...new Float64Array(region, 16)];
  expect(after.filter((value, i) => value === before[i])).toEqual([]);
});
