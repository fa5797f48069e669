// Kinds of access that the race detector tells apart. Reads and writes of single bytes are a kind for each byte of the word.
import { Operation } from '../machine/operation.ts';

export const LANES = 4;
export const ACCESS = { plainRead: 0, plainWrite: 1, load: 2, store: 3, byteRead: 4, byteWrite: 8 } as const;
export const KINDS: number = 4 + 2 * LANES;
/** Not one kind but any of a width: of the whole word, or of whichever byte. */
export const ANY: { readonly word: number; readonly byte: number } = { word: -1, byte: KINDS };

/** Whether a kind is of one byte. */
export const isNarrow = (kind: number): boolean => kind >= ACCESS.byteRead;

const OPERATIONS: readonly (readonly number[])[] = [
  [Operation.READ],
  [Operation.WRITE],
  [Operation.LOAD, Operation.ADD, Operation.EXCHANGE, Operation.COMPARE_EXCHANGE, Operation.WAIT, Operation.WAIT_ASYNC],
  [Operation.STORE, Operation.ADD, Operation.EXCHANGE, Operation.COMPARE_EXCHANGE],
];

/** Whether an operation, of a byte if it is of one, is an access of a kind. */
export function isAccess(kind: number, operation: number, lane: number): boolean {
  if (kind === ANY.word) return OPERATIONS.some((operations) => operations.includes(operation));
  if (kind === ANY.byte) return operation === Operation.READ_BYTE || operation === Operation.WRITE_BYTE;
  if (!isNarrow(kind)) return OPERATIONS[kind]!.includes(operation);
  const writes = kind >= ACCESS.byteWrite;
  return operation === (writes ? Operation.WRITE_BYTE : Operation.READ_BYTE) && lane === kind - (writes ? ACCESS.byteWrite : ACCESS.byteRead);
}
