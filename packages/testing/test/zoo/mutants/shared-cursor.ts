// D7 needs DPDK's way to share packets out: our code has no cursor that could starve a worker, nor anything that instances share. So
// packets are given in turn and stay where they are, which harms nobody as long as each distributor has a cursor of its own.
import type { Edit, Harmless, Mutant } from '../mutant.ts';

const inTurn: readonly Edit[] = [
  { find: 'if (idle.size === 0 || this.flows.ready > 0) return;', replace: 'if (idle.size < 1e9) return;' },
  { find: 'if (idle > 0) return', replace: 'if (idle > 1e9) return' },
  { find: 'this.#lanes.held(one) <= this.#lanes.held(other) ? one : other', replace: 'one' },
];

export const ownCursors: Harmless = { name: 'packets are given to workers in turn, by a cursor of each distributor', edits: inTurn, check: 'case: D7' };

export const sharedCursor: Mutant = {
  name: 'packets are given to workers in turn, by one cursor of all distributors',
  seenIn: 'D7',
  edits: [
    ...inTurn,
    { find: 'export class Roster {', replace: 'let cursor = 0;\n\nexport class Roster {' },
    { find: 'if (++this.#next >= open) this.#next = 0;', replace: 'if (++cursor >= open) cursor = 0;' },
    { find: 'const one = this.open.at(this.#next);', replace: 'const one = this.open.at(cursor);' },
  ],
  check: 'case: D7',
  breaks: 'Work-conserving',
  within: 10,
};
