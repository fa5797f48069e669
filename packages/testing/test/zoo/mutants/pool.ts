import type { Mutant } from '../mutant.ts';

export const poolMutants: readonly Mutant[] = [
  {
    name: 'the pool does not see a second release',
    seenIn: 'double free',
    edits: [{ find: 'if (memory.compareExchange(LINKS + handle, HELD, below) !== HELD) throw this.#notAllocated(handle);', replace: 'memory.store(LINKS + handle, below);' }],
    check: 'explorer: double release',
    breaks: 'Contract',
    within: 10,
  },
  {
    name: 'the pool pushes with a stale link after a lost exchange',
    seenIn: 'free list',
    edits: [{ find: 'memory.store(LINKS + handle, below);', replace: '' }],
    check: 'explorer: pool',
    breaks: 'livelock',
    says: /^not ended after \d+ steps$/,
    within: 20,
  },
  {
    name: 'the pool takes the released buffers by a load and a store',
    seenIn: 'free list',
    edits: [{ find: 'memory.exchange(RELEASED_WORD, NO_BUFFER)', replace: 'memory.load(RELEASED_WORD);\n    memory.store(RELEASED_WORD, NO_BUFFER)' }],
    check: 'explorer: pool',
    breaks: 'Once',
    within: 10,
  },
];
