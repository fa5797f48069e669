import type { SteppedHost } from '../stepped/stepped-host.ts';
import type { PromiseName } from '../verdict/promise-name.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { ThreadHost } from './threads/thread-host.ts';

interface CaseText {
  /** Unique. Says what the case does and with which burst. */
  readonly name: string;
  /** Where it comes from: a test, a commit or a known defect of DPDK. */
  readonly source: string;
  /** The promise that breaks first in a distributor that has the fault. */
  readonly promise: PromiseName;
}

/** A case on one thread, the same every time it runs. */
export interface SteppedCase extends CaseText {
  readonly threads: false;
  run(host: SteppedHost): Verdict;
}

/** A case that needs real threads. Rejects when a thread fails. */
export interface ThreadedCase extends CaseText {
  readonly threads: true;
  run(host: ThreadHost): Promise<Verdict>;
}

/** A test as a value: any runner runs it, and a verdict that is kept passes it. */
export type Case = SteppedCase | ThreadedCase;
