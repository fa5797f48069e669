import type { Mutant } from '../mutant.ts';

/** See the layout in core's ring: two header words, each on a line of its own, then the content, which the explorer names by number. */
const TAIL_OF_THE_RING = /^consumer and producer access word 32, and no atomic access/;
const WORDS_OF_THE_RING = /^consumer and producer access word 9[6-9], and no atomic access/;

export const ringMutants: readonly Mutant[] = [
  {
    name: 'the ring publishes its tail before it writes the words',
    seenIn: 'publish before write: 5283392482',
    edits: [{ find: 'for (let i = 0; i < count; i++) memory.write(', replace: 'if (count > 0) memory.store(TAIL, (this.#tail + count) | 0);\n    for (let i = 0; i < count; i++) memory.write(' }],
    check: 'explorer: ring',
    breaks: 'race',
    says: WORDS_OF_THE_RING,
    within: 10,
  },
  {
    name: 'the ring gives words free before it reads them',
    seenIn: 'slot reuse before release: bea84d5592',
    edits: [{ find: 'for (let i = 0; i < count; i++) into[from + i] = memory.read(', replace: 'if (count > 0) memory.store(HEAD, (this.#head + count) | 0);\n    for (let i = 0; i < count; i++) into[from + i] = memory.read(' }],
    check: 'explorer: ring',
    breaks: 'race',
    says: /^producer writes word \d+, and nothing tells that consumer, who read it, is done with it/,
    within: 50,
  },
  {
    name: 'the ring publishes by a plain write',
    seenIn: 'no barriers: 5283392482',
    edits: [{ find: 'memory.store(TAIL, this.#tail)', replace: 'memory.write(TAIL, this.#tail)' }],
    check: 'explorer: ring',
    breaks: 'race',
    says: TAIL_OF_THE_RING,
    within: 10,
  },
  {
    name: 'the ring overwrites the oldest word when it is full',
    seenIn: 'D3',
    edits: [{ find: 'minInt(wanted, this.capacity - (', replace: 'minInt(wanted, this.capacity + 1 - (' }],
    check: 'explorer: ring',
    breaks: 'threw',
    says: /word \d came in place of \d$/,
    within: 10,
  },
  {
    name: 'the ring compares positions without their modulus, reading',
    seenIn: 'position wrap',
    edits: [{ find: 'minInt(wanted, (this.#tail - this.#head) | 0)', replace: 'minInt(wanted, Math.max(0, this.#tail - this.#head))' }],
    check: 'explorer: ring at 2^31',
    breaks: 'Once',
    within: 10,
  },
  {
    name: 'the ring compares positions without their modulus, writing',
    seenIn: 'position wrap',
    edits: [{ find: 'minInt(wanted, this.capacity - ((this.#tail - this.#head) | 0))', replace: 'minInt(wanted, this.capacity - (this.#tail - this.#head))' }],
    check: 'explorer: ring at 2^31',
    breaks: 'Once',
    within: 10,
  },
  {
    name: 'the ring takes the positions of one side as unsigned',
    seenIn: 'position wrap',
    edits: [
      { find: 'this.#tail = memory.load(TAIL); // [label:ring-words acquire]', replace: 'this.#tail = memory.load(TAIL) >>> 0; //' },
      { find: 'minInt(wanted, (this.#tail - this.#head) | 0)', replace: 'minInt(wanted, Math.max(0, this.#tail - this.#head))' },
    ],
    check: 'explorer: ring at 2^32',
    breaks: 'race',
    says: WORDS_OF_THE_RING,
    within: 100,
  },
];
