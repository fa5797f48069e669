// What becomes of the packets of a worker that has died.
import type { Mutant } from '../mutant.ts';
import { OUT_OF_ORDER } from './says.ts';

export const deathMutants: readonly Mutant[] = [
  {
    name: 'all that a dead worker had in its lane is under suspicion',
    seenIn: 'a crash that is blamed on packets that nobody had begun',
    edits: [{ find: 'const requeued = this.reclaimer.emptyFrom(worker, split.suspectTo);', replace: 'const requeued = 0;' }],
    check: 'explorer: large, deaths',
    breaks: 'Crash-exact',
    within: 500,
  },
  {
    name: 'what a dead worker had finished is under suspicion too',
    seenIn: 'a crash after which finished work is done again',
    edits: [{ find: 'return { handedBack, finishedTo: position, suspectTo: runs', replace: 'return { handedBack, finishedTo: handedBack, suspectTo: runs' }],
    check: 'explorer: large, deaths',
    breaks: 'Crash-exact',
    within: 2000,
  },
  {
    name: 'what a dead worker had claimed and not noted goes on as if nobody had begun it',
    seenIn: 'a crash after which work is done twice, and nobody is told',
    edits: [{ find: 'finishedTo: handedBack, suspectTo: claimed };', replace: 'finishedTo: handedBack, suspectTo: handedBack };' }],
    check: 'explorer: large, deaths and leaving',
    breaks: 'threw',
    says: OUT_OF_ORDER,
    within: 100,
  },
  {
    name: 'the suspects of a tag are told newest first',
    seenIn: 'a newer packet passes an older one: Pekko 2905',
    edits: [{ find: 'held.unshift(', replace: 'held.push(' }],
    check: 'explorer: large, deaths and leaving',
    breaks: 'Ordered',
    within: 300,
  },
  {
    name: 'a tag stays locked when its suspect has been given up',
    seenIn: 'DPDK: a dead worker blocks flush and process for ever',
    edits: [{ find: 'this.#dispatcher.outstanding--;\n    this.#settle(record);', replace: 'this.#dispatcher.outstanding--;\n    this.#count--;' }],
    check: 'explorer: large, deaths and leaving',
    breaks: 'deadlock',
    says: /^distributor, .*worker \d cannot go on/,
    within: 100,
  },
  {
    name: 'a packet that has been given up stays outstanding',
    seenIn: 'credits that are never returned: a crash takes them along',
    edits: [{ find: 'this.#dispatcher.outstanding--;', replace: '' }],
    check: 'explorer: large, deaths and leaving',
    breaks: 'Once',
    within: 100,
  },
];
