import { expect, it } from 'vitest';
import { fillPayload, touchPayload, wasTouched } from './payload.ts';

it('tells a payload that a handler went through once from one that it did not, or twice', () => {
  for (const packet of [0, 1, 77, 2 ** 31, 2 ** 32 - 1]) {
    const words = new Uint32Array(48);
    fillPayload(words, 16, packet, 5, 0);
    expect(wasTouched(words, 16)).toBe(false);
    touchPayload(words, 16);
    expect(wasTouched(words, 16)).toBe(true);
    touchPayload(words, 16);
    expect(wasTouched(words, 16)).toBe(false);
    expect([...words.subarray(0, 16), ...words.subarray(32)]).toEqual(new Array(32).fill(0));
  }
});
