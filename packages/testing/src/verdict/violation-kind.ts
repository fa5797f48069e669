import type { PromiseName } from './promise-name.ts';

/** What can be seen to go wrong. */
export type ViolationKind =
  /** A packet started while another of its tag was in a handler. */
  | 'overlap'
  /** A packet started in one worker while another worker had finished one of its tag and not handed it back. */
  | 'not-handed-back'
  /** A packet started although an earlier one of its tag was with a dead worker and nobody had said retry or fail. */
  | 'passed-suspect'
  /** A packet started after a later one of its tag. */
  | 'start-order'
  /** A packet came back after a later one of its tag. */
  | 'return-order'
  /** A packet was accepted and never came back. */
  | 'lost'
  /** A packet started twice and nobody had asked for a retry. */
  | 'started-twice'
  /** A packet came back twice. */
  | 'returned-twice'
  /** One packet number was submitted twice: the history itself is not usable for it. */
  | 'submitted-twice'
  /** A worker or the caller saw a packet that was never submitted. */
  | 'never-submitted'
  /** A packet finished that had not started, or came back that had not finished. */
  | 'out-of-nowhere'
  /** A packet carried another tag than it was submitted with. */
  | 'wrong-tag'
  /** A packet came back without the result its worker gave it, or another one's. */
  | 'wrong-result'
  /** A call said that it dropped more packets than are missing. */
  | 'drop-count'
  /** Different tags shared a lock. */
  | 'shared-lock'
  /** A packet of a free tag waited although a worker asked. */
  | 'starved'
  /** A worker claimed more packets in one handshake than it may. */
  | 'over-claim'
  /** A stuck tag held up packets of others. */
  | 'held-up'
  /** More packets of one tag were accepted and not claimed than one tag may have waiting. */
  | 'over-backlog'
  /** More was accepted than the distributor can hold, or something was overwritten. */
  | 'overrun'
  /** A flush ended with packets still outstanding. */
  | 'flush-early'
  /** A call that must end never would. */
  | 'never-ends'
  /** A dead worker's packets were settled otherwise than promised. */
  | 'crash-result'
  /** A function did otherwise than its description. */
  | 'contract';

const promises: Readonly<Record<ViolationKind, PromiseName>> = {
  overlap: 'Exclusive',
  'not-handed-back': 'Exclusive',
  'passed-suspect': 'Crash-exact',
  'start-order': 'Ordered',
  'return-order': 'Ordered',
  lost: 'Once',
  'started-twice': 'Once',
  'returned-twice': 'Once',
  'submitted-twice': 'Once',
  'never-submitted': 'Once',
  'out-of-nowhere': 'Once',
  'wrong-tag': 'Once',
  'wrong-result': 'Once',
  'drop-count': 'Once',
  'shared-lock': 'Exact',
  starved: 'Work-conserving',
  'over-claim': 'Work-conserving',
  'held-up': 'Isolated',
  'over-backlog': 'Isolated',
  overrun: 'Bounded',
  'flush-early': 'Finite',
  'never-ends': 'Finite',
  'crash-result': 'Crash-exact',
  contract: 'Contract',
};

/** The promise that a violation of this kind breaks. */
export function promiseOf(kind: ViolationKind): PromiseName {
  return promises[kind];
}
