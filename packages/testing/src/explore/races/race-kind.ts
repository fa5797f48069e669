/** How two accesses of a word race. */
export type RaceKind =
  /** One of them is plain, and no atomic access orders the two. */
  | 'unordered'
  /** One is of another width than the other, and no atomic access orders the two; of a control word, even if one does. */
  | 'mixed-width'
  /** The later one writes what the earlier one read plainly, and nothing says that the reader is done: the slot is reused too early. */
  | 'reused';
