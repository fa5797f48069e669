/** What is submitted in the high-level case: an ordinary record. */
export interface Order {
  readonly id: number;
  readonly account: number;
  readonly amount: number;
  readonly item: string;
}

/** What comes back. */
export interface Receipt {
  readonly id: number;
  readonly total: number;
}
