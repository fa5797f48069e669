// The codecs of this package pass the kit that writers of codecs use.
import { type Codec, bytes, json, structured } from '@dist/node';
import { type CodecShape, codecContract } from '@dist/testing';
import { describe, expectTypeOf, it } from 'vitest';

const pattern = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 7) & 0xff);

describe.each([
  [
    'structured',
    codecContract<unknown>({
      make: structured,
      values: [undefined, null, 0, -0, NaN, 12n, '', 'ü€😀', new Date(5), new Map([[1, new Set([2])]]), [new Float64Array([1, 2])], { a: { b: [] } }, 'x'.repeat(3000)],
      refused: [(): number => 1, Symbol('x')],
    }),
  ],
  [
    'json',
    codecContract<unknown>({ make: json, values: [undefined, null, true, 1.5, '', 'ü€😀\ud800', [], { a: { b: [1, 'x'] } }, '€'.repeat(1000)], refused: [1n] }),
  ],
  ['bytes', codecContract({ make: bytes, values: [0, 1, 2, 1000].map(pattern), refused: ['text', [1, 2], undefined] })],
])('the codec %s', (_, cases) => {
  it.each(cases.map(({ name, run }) => [name, run] as const))('%s', (_, run) => run());
});

it('has the shape that the kit looks at', () => {
  expectTypeOf<Codec<string>>().toExtend<CodecShape<string>>();
  expectTypeOf<CodecShape<string>>().toExtend<Codec<string>>();
});
