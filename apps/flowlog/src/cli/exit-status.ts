/** How a run of the command ends. The worst that happened decides. */
export const ExitStatus = {
  /** Also when the reader of the output went away: it had what it wanted. */
  OK: 0,
  /** Wrong usage, or an input that is missing, unreadable, empty or not a capture, or an output that cannot be written. */
  UNUSABLE: 1,
  /** A capture is damaged; the packets before the damage are in the report. */
  DAMAGED: 2,
  /** flowlog itself failed: a worker died, or the ordering checker found a violation. */
  FAILED: 3,
  /** Ctrl-C; what was read until then is in the report. */
  INTERRUPTED: 130,
  /** SIGTERM; likewise. */
  TERMINATED: 143,
} as const;

export type ExitStatus = (typeof ExitStatus)[keyof typeof ExitStatus];
