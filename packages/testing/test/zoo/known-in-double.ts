// What a double of DPDK's distributor does wrong and which case says so: the open defects, D1 to D12, and faults of the past, put back.
import { dpdkHost, steppedCases } from '../../src/index.ts';
import type { PastFault, SteppedCase, Verdict, ViolationKind } from '../../src/index.ts';
import { CountingHost } from './counting-host.ts';

/** Which case, in which mode. */
export interface CaseInMode {
  /** How the name of the case starts. */
  readonly start: string;
  /** Burst 1 is the single mode. */
  readonly burst: 1 | 8;
}

/** A defect that the original still has, in this mode. */
export interface OpenDefect extends CaseInMode {
  /** How many packets workers may hand back until the case has ended. */
  readonly within: number;
}

export const openDefects: readonly OpenDefect[] = [
  { start: 'D1 ', burst: 8, within: 50 },
  { start: 'D2 ', burst: 8, within: 10 },
  { start: 'D3 400', burst: 1, within: 500 },
  { start: 'D3 400', burst: 8, within: 500 },
  { start: 'D4 ', burst: 1, within: 20 },
  { start: 'D5 ', burst: 8, within: 20 },
  { start: 'D6 flush ends when every', burst: 8, within: 10 },
  { start: 'D6 flush ends although a worker died before', burst: 8, within: 0 },
  { start: 'D7 ', burst: 8, within: 10 },
  { start: 'D8 misuse', burst: 1, within: 10 },
  { start: 'D8 misuse', burst: 8, within: 10 },
  { start: 'D8 the counters', burst: 8, within: 20 },
  { start: 'D9 ', burst: 8, within: 50 },
  { start: 'D10 ', burst: 8, within: 10 },
  { start: 'D11 a stuck', burst: 1, within: 200 },
  { start: 'D11 a stuck', burst: 8, within: 200 },
  { start: 'D11 more', burst: 1, within: 500 },
  { start: 'D11 more', burst: 8, within: 500 },
  { start: 'D12 ', burst: 8, within: 5000 },
];

/** A fault that the original had once, put back. */
export interface PutBack extends OpenDefect {
  readonly fault: PastFault;
  /** Of this kind there are more violations than without it. */
  readonly kind: ViolationKind;
}

export const faultsPutBack: readonly PutBack[] = [
  { fault: 'leave-overwrites', burst: 8, start: 'a leave right after a request', kind: 'lost', within: 50 },
  { fault: 'send-ignores-returns', burst: 8, start: 'a call that waits for a full worker', kind: 'never-ends', within: 50 },
  { fault: 'leave-is-a-request', burst: 8, start: 'a worker leaves with everything full', kind: 'lost', within: 50 },
  { fault: 'empty-leave-ignored', burst: 8, start: 'a worker that leaves with nothing', kind: 'starved', within: 20 },
  { fault: 'match-of-another', burst: 8, start: 'a packet is held back for its tag', kind: 'overlap', within: 100 },
  { fault: 'flush-counts-backlogs', burst: 8, start: 'a flush right after process', kind: 'flush-early', within: 200 },
  { fault: 'flush-counts-backlogs', burst: 8, start: 'a thousand rounds', kind: 'flush-early', within: 0 },
  { fault: 'clear-keeps-returns', burst: 8, start: 'clearing the returns', kind: 'returned-twice', within: 100 },
  { fault: 'poll-says-nothing', burst: 8, start: 'poll says -1', kind: 'contract', within: 0 },
  { fault: 'accepts-for-nobody', burst: 8, start: 'packets that come before any worker', kind: 'lost', within: 0 },
  { fault: 'high-workers-unmatched', burst: 1, start: 'a tag is locked by whichever', kind: 'overlap', within: 200 },
  { fault: 'lowest-bit-ignored', burst: 1, start: 'tags 0, 1, 2k', kind: 'shared-lock', within: 10 },
];

/** The case that a defect is seen by. */
export function caseOf({ start, burst }: CaseInMode): SteppedCase {
  const found = steppedCases.find(({ name }) => name.startsWith(start) && name.endsWith(`(burst ${burst})`));
  if (found === undefined) throw new RangeError(`no case starts with ${start}`);
  return found;
}

/** What the case says of the double, and how many packets its workers had handed back by then. */
export function seenIn(defect: CaseInMode, fault?: PastFault): { readonly verdict: Verdict; readonly handedBack: number } {
  const host = new CountingHost(dpdkHost(fault));
  const verdict = caseOf(defect).run(host);
  return { verdict, handedBack: host.handedBack };
}
