// What a thread's operations return while nobody else runs: guesses, so that one run of its code finds many nodes.
import { byteOf, withByte } from '../machine/byte-of.ts';
import { Operation } from '../machine/operation.ts';

/** Results guessed in one run, at most: a thread that spins would never come to an end. */
const GUESSES = 64;

export class Alone {
  readonly #words: Int32Array;
  #left = 0;

  constructor(words: number) {
    this.#words = new Int32Array(words);
  }

  /** From here on, with these words. */
  begin(words: Int32Array): void {
    this.#words.set(words.subarray(0, this.#words.length));
    this.#left = GUESSES;
  }

  /** What an operation returns; undefined where only others could tell, or enough was guessed. */
  result(operation: number, index: number, value: number, other: number): number | undefined {
    const words = this.#words;
    const before = words[index]!;
    switch (operation) {
      case Operation.STORE:
      case Operation.WRITE:
        words[index] = value;
        return 0;
      case Operation.WRITE_BYTE:
        words[index] = withByte(before, other, value);
        return 0;
      case Operation.SHARE:
      case Operation.NOTIFY:
      case Operation.EVENT:
      case Operation.RECORD:
      case Operation.DOING:
        return 0;
      case Operation.WAIT:
        return before === value ? undefined : 0;
      case Operation.WAIT_ASYNC:
        return before === value ? 1 : 0;
      case Operation.IDLE:
        return undefined;
    }
    if (this.#left-- === 0) return undefined;
    if (operation === Operation.PAUSE) return 0;
    if (operation === Operation.ADD) words[index] = before + value;
    else if (operation === Operation.EXCHANGE) words[index] = value;
    else if (operation === Operation.COMPARE_EXCHANGE && before === value) words[index] = other;
    return operation === Operation.READ_BYTE ? byteOf(before, other) : before;
  }
}
