/** A seeded, endless sequence of tags. Two workloads made with the same options give the same sequence. */
export interface TagWorkload {
  /** What it is, with its parameters: for tables and failure texts. */
  readonly name: string;
  /** The next tag (uint32). Allocates nothing. */
  next(): number;
}
