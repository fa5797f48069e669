// Changes that must break nothing: they put the code where a mutant needs it, so that the mutant's check is seen to pass there.
import type { Harmless, Mutant } from '../mutant.ts';
import { ownCursors } from './shared-cursor.ts';

const nearTheWrap = { file: 'distribute/returned-ring.ts', find: 'this.#head = this.#tail = 0;', replace: 'this.#head = this.#tail = 0x7ffffffe;' };

export const harmless: readonly Harmless[] = [
  { name: 'the returned ring starts two packets before its positions wrap', edits: [nearTheWrap], check: 'case: positions wrap' },
  ownCursors,
];

export const wrapMutants: readonly Mutant[] = [
  {
    name: 'the returned ring compares positions without their modulus',
    seenIn: 'position wrap, after 2^31 packets (it starts two before)',
    edits: [nearTheWrap, { file: 'distribute/returned-ring.ts', find: 'return (this.#tail - this.#head) | 0;', replace: 'return this.#tail - this.#head;' }],
    check: 'case: positions wrap',
    breaks: 'Once',
    within: 10000,
  },
];
