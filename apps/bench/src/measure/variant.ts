// What is measured. A case is one question; its variants are measured in the same run, one after the other in each round, each in a
// process of its own, so that none of them warms, splits or clutters the others' compiled code and heap.

/** One number that a run gives. */
export interface Metric {
  readonly name: string;
  readonly unit: string;
  readonly better: 'more' | 'less';
}

export interface BenchCase {
  /** Path-like and unique: `hand-off/uniform/1-worker`. */
  readonly id: string;
  /** One sentence: what is measured and how. */
  readonly title: string;
  /** The first one is the case's main result. */
  readonly metrics: readonly Metric[];
  /** Part of `--quick`. */
  readonly quick: boolean;
  /** Two variants that measure the same: the tables say the ratio of the first to the second. */
  readonly crossCheck?: readonly [string, string];
  readonly variants: readonly Variant[];
}

export interface Variant {
  readonly name: string;
  /** It is this project's own. Default: what is named `dist...`. */
  readonly ours?: boolean;
  /** Threads that are busy during a run. More than there are cores preempt each other: then their switches say nothing about others. */
  readonly threads: number;
  /**
   * Its threads sleep and wake each other during a run: whoever wakes another one may be put off its processor by that, which is no sign of
   * others. False only where all of them are busy or spin all the time.
   */
  readonly wakes: boolean;
  /** Packets of one run at full scale, or whatever the variant counts. */
  readonly count: number;
  /** The fewest that make sense, whatever the scale. */
  readonly atLeast?: number;
  /** One run, without one before it to warm up: it takes too long for more. */
  readonly once?: boolean;
  /** Flags of the process it runs in. */
  readonly nodeFlags?: readonly string[];
  /** Starts everything up. Called in the process of the variant. @throws NotHere when something it needs is not installed. */
  open(setting: Setting): Promise<Subject>;
}

/** How large a run is to be. */
export interface Setting {
  /** Packets of one run: the variant's count, scaled. */
  readonly count: number;
  /** Iterations of `spin` that take a microsecond on this machine, measured once for all variants. */
  readonly spinsPerMicrosecond: number;
}

/** A variant that has been started. */
export interface Subject {
  /** Packets of a run, where the variant has found out itself how many make one. */
  readonly count?: number;
  /** One run that is checked and not timed, as a rule with every packet's life recorded. Absent where there is no order to keep. */
  verify?(): Promise<Verification>;
  run(): Promise<Outcome>;
  close(): Promise<void>;
}

/** Whether the order was kept, in words. */
export interface Verification {
  /** Null where it could not be checked here: the text says why. */
  readonly kept: boolean | null;
  readonly text: string;
}

export interface Outcome {
  /** A value for each metric of the case. */
  readonly values: Readonly<Record<string, number>>;
  /** What a program that the variant started has used; the usage of the variant's own process is measured around the run. */
  readonly elsewhere?: { readonly cpuMs: number; readonly involuntarySwitches: number };
}

/** Something that a variant needs is not installed on this machine. */
export class NotHere extends Error {
  override readonly name = 'NotHere';
}
