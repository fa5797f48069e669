/**
 * The promises of a distributor, by name. `Contract` is none of them: it is what the functions say of their own arguments and results
 * (limits, errors, counts).
 */
export type PromiseName =
  | 'Exclusive'
  | 'Ordered'
  | 'Once'
  | 'Exact'
  | 'Work-conserving'
  | 'Isolated'
  | 'Bounded'
  | 'Finite'
  | 'Crash-exact'
  | 'Contract';
