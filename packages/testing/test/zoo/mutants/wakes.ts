// Who sleeps on what, and who wakes whom.
import type { Mutant } from '../mutant.ts';

const lanes = 'distribute/lanes.ts';
const worker = 'distribute/distributor-worker.ts';
const distributor = 'distribute/distributor.ts';

export const wakeMutants: readonly Mutant[] = [
  {
    name: 'a worker sleeps on whatever its handshake says by then',
    seenIn: 'park without a re-check: the lost wake-up',
    file: worker,
    edits: [{ find: 'this.#memory.wait(this.#slot + HANDSHAKE, parked, ', replace: 'this.#memory.wait(this.#slot + HANDSHAKE, this.#memory.load(this.#slot + HANDSHAKE), ' }],
    check: 'explorer: event loop',
    breaks: 'deadlock',
    within: 100,
  },
  {
    name: 'the distributor wakes nobody',
    seenIn: 'missing notify',
    file: lanes,
    edits: [{ find: 'this.#memory.notify(this.#handshakes[worker]!, EVERYBODY);', replace: '' }],
    check: 'explorer: event loop',
    breaks: 'lost-wake-up',
    within: 10,
  },
  {
    name: 'a worker does not wake the distributor',
    seenIn: 'missing notify',
    file: worker,
    edits: [{ find: 'memory.notify(BELL_WORD, EVERYBODY);', replace: '' }],
    check: 'explorer: flush',
    breaks: 'lost-wake-up',
    within: 10,
  },
  {
    name: 'only the worker that rang wakes the distributor, and it may die before it does',
    seenIn: 'an early version of ours',
    file: worker,
    edits: [{ find: 'if (bell === WAITING) memory.compareExchange(BELL_WORD, WAITING, RUNG);', replace: 'if (bell !== WAITING || memory.compareExchange(BELL_WORD, WAITING, RUNG) !== WAITING) return;' }],
    check: 'explorer: bell of a dying worker',
    breaks: 'lost-wake-up',
    within: 3000,
  },
  {
    name: 'a worker looks at the bell before it hands back',
    seenIn: 'bell looked at too early: the lost wake-up',
    file: worker,
    edits: [
      { find: 'if (returning || joins) this.#ring();', replace: '' },
      { find: 'const seen = this.#memory.compareExchange(this.#slot + HANDSHAKE, word, next); // [label:lane-packets acquire]', replace: 'if (returning || joins) this.#ring();\n      const seen = this.#memory.compareExchange(this.#slot + HANDSHAKE, word, next); //' },
    ],
    check: 'explorer: flush',
    breaks: 'deadlock',
    within: 100,
  },
  {
    name: 'the distributor sets the bell after its last look',
    seenIn: 'bell set too late: the lost wake-up',
    file: distributor,
    edits: [
      { find: 'this.#memory.store(BELL_WORD, WAITING);', replace: '' },
      { find: 'return this.#dispatcher.events !== before;', replace: 'this.#memory.store(BELL_WORD, WAITING);\n    return this.#dispatcher.events !== before;' },
    ],
    check: 'explorer: flush',
    breaks: 'deadlock',
    within: 100,
  },
  {
    name: 'the distributor sleeps although its last look found something',
    seenIn: 'wait without its condition',
    file: distributor,
    edits: [{ find: 'return this.#dispatcher.events !== before;', replace: 'return this.#dispatcher.events < before;' }],
    check: 'explorer: flush',
    breaks: 'deadlock',
    within: 100,
  },
  {
    name: 'a worker joins and rings no bell',
    seenIn: 'DPDK f25fe0d5e3 (2020): a call that was not signalled',
    file: worker,
    edits: [{ find: 'if (returning || joins) this.#ring();', replace: 'if (returning) this.#ring();' }],
    check: 'explorer: flush',
    breaks: 'deadlock',
    within: 100,
  },
  {
    name: 'a worker leaves and rings no bell',
    seenIn: 'DPDK f25fe0d5e3 (2020): a leave without packets was not signalled',
    file: worker,
    edits: [{ find: '      word = seen;\n    }\n    this.#ring();', replace: '      word = seen;\n    }' }],
    check: 'explorer: bell of a leave',
    breaks: 'deadlock',
    within: 100,
  },
  {
    name: 'a parked worker is not seen to be parked',
    seenIn: 'missing notify',
    file: 'distribute/dispatcher.ts',
    edits: [{ find: 'presenceOf(word) === PARKED', replace: 'presenceOf(word) > PARKED' }],
    check: 'explorer: event loop',
    breaks: 'lost-wake-up',
    within: 10,
  },
  {
    name: 'a close wakes nobody',
    seenIn: 'missing notify; DPDK 96c343868d (2019, bug 316): workers that wait for ever at the end',
    file: distributor,
    edits: [{ find: 'this.#dispatcher.lanes.wake(worker);', replace: '' }],
    check: 'explorer: close',
    breaks: 'lost-wake-up',
    within: 10,
  },
];
