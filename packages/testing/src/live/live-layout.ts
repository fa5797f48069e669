// The words that a LiveChecker shares with the workers, all of them 32-bit:
//
//   header            [0] tags  [1] handles  [2] workers  [3] violation records  [4] plain gate?
//                     [6] one tag in so many is looked at, 0 for all   [7] seed of the sample         written once, before sharing
//                     [5] violations seen (atomic, anyone)
//                     [16..] violations of each kind (atomic, anyone)
//   lives             one a worker: how often it was lost (atomic, caller)
//   tags              one a tag, or with a sample one a place (`SampledTags`);
//                     16 words (a cache line, so that two workers on two tags do not meet) each:
//                       [0] gate   0 free, -1 suspect, else 1 + { life : 20 | worker : 10 }   (worker inside; caller after a loss)
//                       [1] next   the ordinal that must start next                           (worker inside the gate)
//   handles           2 words each:
//                       [0] tag                                                               (caller, before submission)
//                       [1] { ordinal : 30 | stage : 2 }        (caller, then the worker that has it, then the caller)
//   places            with a sample only, one a handle: 0 never submitted, -1 not watched, else 1 + the place of its tag
//                                                                                             (caller, before submission)
//   violations        8 words each: ready (atomic), kind, tag, handle, ordinal, expected, worker, other worker

const HEADER_WORDS = 32;
export const TAG_WORDS = 16;
export const HANDLE_WORDS = 2;
export const VIOLATION_WORDS = 8;

export const TAGS = 0;
export const HANDLES = 1;
export const WORKERS = 2;
export const VIOLATIONS = 3;
export const PLAIN = 4;
export const SEEN = 5;
export const SAMPLE = 6;
export const SEED = 7;
export const KINDS = 16;

export const SUSPECT_GATE = -1;
/** In the place of a handle: its tag is in the sample, and there was no room for it. */
export const NOT_WATCHED = -1;

/** Stages of a handle. */
export const Stage = { ABSENT: 0, SUBMITTED: 1, FINISHED: 2 } as const;

export interface LiveLayout {
  readonly tags: number;
  readonly handles: number;
  readonly workers: number;
  readonly violations: number;
  /** One tag in so many; 0 for all. */
  readonly sample: number;
}

/** Where each part starts, in words. */
export interface LiveOffsets {
  readonly lives: number;
  readonly tags: number;
  readonly handles: number;
  readonly places: number;
  readonly violations: number;
  readonly end: number;
}

export function liveOffsets(layout: LiveLayout): LiveOffsets {
  const lives = HEADER_WORDS;
  const tags = Math.ceil((lives + layout.workers) / TAG_WORDS) * TAG_WORDS;
  const handles = tags + layout.tags * TAG_WORDS;
  const places = handles + layout.handles * HANDLE_WORDS;
  const violations = places + (layout.sample === 0 ? 0 : layout.handles);
  return { lives, tags, handles, places, violations, end: violations + layout.violations * VIOLATION_WORDS };
}

/** A gate's value for a worker in its nth life. */
export function gateOf(worker: number, life: number): number {
  return 1 + (((life & 0xf_ffff) << 10) | worker);
}

export function workerOfGate(gate: number): number {
  return gate === SUSPECT_GATE ? -1 : (gate - 1) & 0x3ff;
}

/** Ordinals are kept modulo 2^30. */
export function ordinalOf(word: number): number {
  return word >>> 2;
}

export function nextOrdinal(ordinal: number): number {
  return (ordinal + 1) & 0x3fff_ffff;
}

/** True when `a` comes before `b`: fewer than 2^29 packets of a tag lie between them. */
export function isBefore(a: number, b: number): boolean {
  return ((a - b) & 0x3fff_ffff) >= 0x2000_0000;
}
