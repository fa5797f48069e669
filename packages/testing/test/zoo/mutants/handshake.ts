// The one word between the two sides: what is written before it changes, and in which order.
import type { Mutant } from '../mutant.ts';

const lanes = 'distribute/lanes.ts';
const worker = 'distribute/distributor-worker.ts';

export const handshakeMutants: readonly Mutant[] = [
  {
    name: 'packets are written after they are published',
    seenIn: 'publish before write; DPDK 5283392482 (2019)',
    file: lanes,
    edits: [
      { find: 'const straight = ', replace: 'const before = this.#memory.add(this.#handshakes[worker]!, publishing(count));\n    const straight = ' },
      { find: 'return this.#memory.add(this.#handshakes[worker]!, publishing(count));', replace: 'return before;' },
    ],
    check: 'explorer: event loop',
    breaks: 'race',
    within: 10,
  },
  {
    name: 'the distributor looks at a handshake by a plain read',
    seenIn: 'missing barriers: DPDK 5283392482 (2019, bug 342)',
    file: lanes,
    edits: [{ find: 'return this.#memory.load(this.#handshakes[worker]!);', replace: 'return this.#memory.read(this.#handshakes[worker]!);' }],
    check: 'explorer: event loop',
    breaks: 'race',
    within: 10,
  },
  {
    name: 'a worker looks at its handshake by a plain read',
    seenIn: 'missing barriers: DPDK 5283392482 (2019, bug 342)',
    file: worker,
    edits: [{ find: 'let word = this.#memory.load(this.#slot + HANDSHAKE);\n    const limit', replace: 'let word = this.#memory.read(this.#slot + HANDSHAKE);\n    const limit' }],
    check: 'explorer: event loop',
    breaks: 'race',
    within: 10,
  },
  {
    name: 'results are written after the hand-back',
    seenIn: 'the flag set before the words: DPDK bea84d5592 (2020)',
    file: worker,
    edits: [
      { find: 'const handedBackTo = returning ? this.#writeResults(word, handedBack)', replace: 'const late = word;\n    const lateCount = handedBack?.count ?? 0;\n    const handedBackTo = returning ? advance(handedBackOf(word), handedBack.count)' },
      { find: 'if (seen === word) {', replace: 'if (seen === word) {\n        if (returning) {\n          handedBack.count = lateCount;\n          this.#writeResults(late, handedBack);\n          handedBack.count = 0;\n        }' },
    ],
    check: 'explorer: event loop',
    breaks: 'race',
    within: 10,
  },
  {
    name: 'a claim is stored, not exchanged: what was taken back meanwhile is claimed all the same',
    seenIn: 'DPDK 480d5a7c81 (2020): take-back against a worker that still reads',
    file: worker,
    edits: [{ find: 'const seen = this.#memory.compareExchange(this.#slot + HANDSHAKE, word, next); // [label:lane-packets acquire]', replace: 'this.#memory.store(this.#slot + HANDSHAKE, next);\n      const seen = word; //' }],
    check: 'explorer: large',
    breaks: 'race',
    within: 50,
  },
  {
    name: 'a take-back is stored, not exchanged: a claim meanwhile is forgotten',
    seenIn: 'DPDK 480d5a7c81 (2020): take-back against a worker that still reads',
    file: lanes,
    edits: [{ find: 'if (this.#memory.compareExchange(this.#handshakes[worker]!, word, taken) !== word) return false;', replace: 'this.#memory.store(this.#handshakes[worker]!, taken);' }],
    check: 'explorer: large',
    breaks: 'threw',
    within: 500,
  },
  {
    name: 'a take-back forgets how far was published',
    seenIn: 'the tail that nobody publishes',
    file: lanes,
    edits: [{ find: 'this.#published[worker] = position;', replace: '' }],
    check: 'explorer: large',
    breaks: 'race',
    within: 10,
  },
  {
    name: 'a lane takes one packet more than it holds',
    seenIn: 'slot reuse before release; credits that inflate: DPDK 636615142b (2017)',
    file: lanes,
    edits: [{ find: 'return this.credits - this.held(worker);', replace: 'return this.credits + 1 - this.held(worker);' }],
    check: 'explorer: event loop',
    breaks: 'threw',
    within: 50,
  },
  {
    name: 'positions of a lane are compared without their modulus',
    seenIn: 'position wrap',
    file: 'slot/handshake.ts',
    edits: [{ find: '(to - from) & POSITION_MASK', replace: 'to - from' }],
    check: 'case: positions wrap',
    breaks: 'threw',
    within: 1100,
  },
  {
    name: 'positions of a lane run on past their modulus',
    seenIn: 'position wrap',
    file: 'slot/handshake.ts',
    edits: [{ find: '(position + count) & POSITION_MASK', replace: 'position + count' }],
    check: 'case: positions wrap',
    breaks: 'threw',
    within: 1100,
  },
];
