import type { PromiseName } from './promise-name.ts';
import { promiseOf } from './violation-kind.ts';
import type { ViolationKind } from './violation-kind.ts';
import type { Verdict } from './verdict.ts';
import type { Violation } from './violation.ts';

export interface Finding {
  readonly kind: ViolationKind;
  readonly text: string;
  readonly tag?: number;
  readonly packets?: readonly number[];
  readonly workers?: readonly number[];
  readonly story?: readonly string[];
}

/** Collects violations, keeps the first `limit` of them and counts them all: a broken run of millions stays readable and bounded. */
export class ViolationList {
  readonly #limit: number;
  readonly #kept: Violation[] = [];
  readonly #counts: Partial<Record<ViolationKind, number>> = {};
  #total = 0;

  constructor(limit = 100) {
    this.#limit = limit;
  }

  /** True while another violation would still be kept: a caller may spare itself the sentence when not. */
  get open(): boolean {
    return this.#kept.length < this.#limit;
  }

  get total(): number {
    return this.#total;
  }

  add(finding: Finding): void {
    this.count(finding.kind, 1);
    if (!this.open) return;
    this.#kept.push({
      promise: promiseOf(finding.kind),
      kind: finding.kind,
      tag: finding.tag ?? -1,
      packets: finding.packets ?? [],
      workers: finding.workers ?? [],
      text: finding.text,
      story: finding.story ?? [],
    });
  }

  /** Counts violations of which nothing more is known. */
  count(kind: ViolationKind, more: number): void {
    this.#total += more;
    this.#counts[kind] = (this.#counts[kind] ?? 0) + more;
  }

  /** @param checked what was looked at; @param notChecked what was not, and why: a violation that was seen all the same overrules it */
  verdict(scope: string, checked: readonly PromiseName[] = [], notChecked: Readonly<Partial<Record<PromiseName, string>>> = {}): Verdict {
    const broken = new Set(Object.keys(this.#counts).map((kind) => promiseOf(kind as ViolationKind)));
    return {
      kept: this.#total === 0,
      total: this.#total,
      counts: { ...this.#counts },
      violations: [...this.#kept],
      scope,
      checked: [...new Set([...checked, ...broken])],
      notChecked: Object.fromEntries(Object.entries(notChecked).filter(([promise]) => !broken.has(promise as PromiseName))),
    };
  }
}
