// What a thread of a program can do, one number each. The first group are steps: the explorer decides between them who is next.
// The second group runs through with the step before it: nobody else can see these, or the race detector watches over them.

export const Operation = {
  START: 1,
  SHARE: 2,
  LOAD: 3,
  STORE: 4,
  ADD: 5,
  EXCHANGE: 6,
  COMPARE_EXCHANGE: 7,
  NOTIFY: 8,
  WAIT: 9,
  WAIT_ASYNC: 10,
  IDLE: 11,
  /** An event, of a program whose events are steps. */
  EVENT: 12,
  END: 13,

  READ: 14,
  WRITE: 15,
  PAUSE: 16,
  /** An event, of a program whose events are no steps. */
  RECORD: 17,
  DOING: 18,
  /** The thread's private state is known: threads that stand in equal states are one from here on. */
  CHECKPOINT: 19,
  /** The thread threw: nothing comes after it. */
  THREW: 20,
  /** Plain accesses of one byte of a word. */
  READ_BYTE: 21,
  WRITE_BYTE: 22,
} as const;

export type Operation = (typeof Operation)[keyof typeof Operation];

const names = Object.fromEntries(Object.entries(Operation).map(([name, operation]) => [operation, name.toLowerCase().replace('_', ' ')]));

/** The name of an operation as traces show it. */
export const nameOf = (operation: number): string => names[operation] ?? `operation ${operation}`;

/** Whether the explorer decides before this operation who is next. */
export const isStep = (operation: number): boolean => operation <= Operation.END;
