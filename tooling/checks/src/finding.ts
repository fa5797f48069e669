/** What a check found wrong. */
export interface Finding {
  /** `file:line`, or a package. */
  readonly where: string;
  readonly what: string;
}

/** A check: what it looked at, and what it found wrong there. Looking at nothing is a failure too (see main.ts). */
export interface Checked {
  /** How many things were looked at; `unit` names them. */
  readonly looked: number;
  readonly unit: string;
  readonly findings: readonly Finding[];
}
