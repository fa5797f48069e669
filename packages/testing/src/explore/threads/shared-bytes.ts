import { Operation } from '../machine/operation.ts';
import type { SharedBytes } from '../program.ts';
import type { Access } from './access.ts';

/** The bytes of the first `words` words. */
export function sharedBytes(access: Access, words: number): SharedBytes {
  const wordOf = (offset: number): number => {
    if (offset >= 0 && offset < words * 4 && Number.isInteger(offset)) return offset >> 2;
    throw new RangeError(`byte ${offset} is not one of the ${words * 4} shared bytes`);
  };
  return {
    read: (offset) => access(Operation.READ_BYTE, wordOf(offset), 0, offset & 3),
    write: (offset, value) => void access(Operation.WRITE_BYTE, wordOf(offset), value & 0xff, offset & 3),
  };
}
