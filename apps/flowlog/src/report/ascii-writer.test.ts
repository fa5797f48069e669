import { describe, expect, test } from 'vitest';
import { AsciiWriter } from './ascii-writer.ts';

function written(write: (into: AsciiWriter) => void, room = 64): string {
  const into = new AsciiWriter(room);
  write(into);
  return Buffer.from(into.bytes).toString('latin1');
}

describe('AsciiWriter', () => {
  test.each([0, 7, 10, 4096, 2 ** 31 - 1, 2 ** 31, 2 ** 32 + 5, Number.MAX_SAFE_INTEGER])('writes the count %i as String does', (count) => {
    expect(
      written((into) => {
        into.count(count);
      }),
    ).toBe(String(count));
  });

  test('grows when it is full, and keeps what was written', () => {
    expect(
      written((into) => {
        for (let index = 0; index < 100; index++) {
          into.text('ab');
          into.count(index);
          into.spaces(3);
        }
      }, 1),
    ).toBe(Array.from({ length: 100 }, (_, index) => `ab${String(index)}   `).join(''));
  });

  test('is empty after clear, and used again', () => {
    expect(
      written((into) => {
        into.text('gone');
        into.spaces(-1);
        into.clear();
        into.text('x');
      }),
    ).toBe('x');
  });
});
