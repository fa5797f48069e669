import { SteppedRun } from '../stepped/stepped-run.ts';
import type { SteppedHost, SteppedOptions } from '../stepped/stepped-host.ts';
import { joinVerdicts } from '../verdict/join-verdicts.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { ViolationKind } from '../verdict/violation-kind.ts';
import { ViolationList } from '../verdict/violation-list.ts';
import type { Finding } from '../verdict/violation-list.ts';

/** What a stepped case works with: it makes runs, and notes what the histories cannot show. */
export class CaseBench {
  readonly host: SteppedHost;
  readonly burst: number;
  readonly #runs: SteppedRun[] = [];
  readonly #findings = new ViolationList();

  constructor(host: SteppedHost, burst: number) {
    this.host = host;
    this.burst = burst;
  }

  /** A fresh distributor that nobody has joined. Its history must be complete when the case ends. */
  start(options: Omit<SteppedOptions, 'burst'>): SteppedRun {
    const run = new SteppedRun(this.host.create({ ...options, burst: this.burst }));
    this.#runs.push(run);
    return run;
  }

  /** Notes a violation unless `kept`. */
  expect(kept: boolean, kind: ViolationKind, text: string, more: Omit<Finding, 'kind' | 'text'> = {}): void {
    if (!kept) this.#findings.add({ ...more, kind, text });
  }

  /** Notes a violation unless the call throws an error whose text matches. */
  expectError(call: () => unknown, pattern: RegExp, what: string): void {
    try {
      call();
    } catch (error) {
      this.expect(error instanceof Error && pattern.test(error.message), 'contract', `${what}: the error says ${String(error)}`);
      return;
    }
    this.expect(false, 'contract', `${what} is accepted without an error`);
  }

  verdict(): Verdict {
    return joinVerdicts([...this.#runs.map((run) => run.verdict()), this.#findings.verdict('what the case looked at')]);
  }
}
