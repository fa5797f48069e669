/** What a check found wrong: where (`file:line`, or a package) and what. */
export interface Finding {
  readonly where: string;
  readonly what: string;
}
