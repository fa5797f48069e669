// What a run of the benchmark gives, and what `--json` writes.
import type { Load } from './load.ts';
import type { Machine } from './machine.ts';
import type { Summary } from './statistics.ts';
import type { Metric, Verification } from './variant.ts';

/** Grows when a reader of older files would misunderstand newer ones. */
export const RESULTS_FORMAT = 1;

export interface Results {
  readonly format: typeof RESULTS_FORMAT;
  readonly started: string;
  readonly seconds: number;
  readonly machine: Machine;
  /** Iterations of the handlers' loop in a microsecond. */
  readonly spinsPerMicrosecond: number;
  /** Undisturbed runs wanted of each variant. */
  readonly rounds: number;
  /** Share of the full counts. */
  readonly scale: number;
  readonly cases: readonly CaseResult[];
  /** Cases that there was no time for. */
  readonly skipped: readonly string[];
}

export interface CaseResult {
  readonly id: string;
  readonly title: string;
  readonly metrics: readonly Metric[];
  readonly crossCheck?: readonly [string, string];
  readonly rows: readonly Row[];
}

export interface Row {
  readonly variant: string;
  /** See `Variant.ours`; older files do not say it. */
  readonly ours?: boolean;
  readonly count: number;
  /** Not measured because something is not installed here: what. */
  readonly absent?: string;
  /** The variant broke down: how. */
  readonly failed?: string;
  readonly verification?: Verification;
  /** By metric name, over the runs that count; empty when there are none. */
  readonly values: Readonly<Record<string, Summary>>;
  /** Runs that count: the medians are theirs. Undisturbed ones all do, also more than were wanted. */
  readonly used: number;
  /** Those of them that others disturbed; older files do not say it. */
  readonly usedDisturbed?: number;
  /** Runs left out because others used the machine meanwhile. */
  readonly dropped: number;
  /** Fewer undisturbed runs than wanted: the values say less. */
  readonly disturbed: boolean;
  readonly samples: readonly RecordedSample[];
}

export interface RecordedSample {
  readonly values: Readonly<Record<string, number>>;
  readonly load: Load;
  readonly disturbed: boolean;
}
