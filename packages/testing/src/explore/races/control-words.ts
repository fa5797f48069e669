// Words that are accessed as a whole, always: counts, states, positions. ECMAScript lets a byte of one be accessed where atomic accesses
// order it, but code that does so takes the word for something else than the others do, and the next change of order makes it a race.
import type { Ledger } from '../machine/ledger.ts';
import type { Program } from '../program.ts';
import type { Contested } from './contested.ts';

export const NOBODY = -1;

export class ControlWords {
  readonly #ledger: Ledger;
  readonly #isControl: Uint8Array;
  readonly #contested: Contested | undefined;
  /** For each word, who has accessed it as a whole, one bit a thread; then, for each, who has accessed a byte of it. */
  readonly #whole: number;
  readonly #bytes: number;

  constructor(ledger: Ledger, { words, isControlWord }: Program, contested: Contested | undefined) {
    this.#ledger = ledger;
    this.#contested = contested;
    this.#isControl = Uint8Array.from({ length: words }, (_, word) => (isControlWord?.(word) === true ? 1 : 0));
    this.#whole = ledger.reserve(words);
    this.#bytes = ledger.reserve(words);
  }

  /** Notes the width of an access. @returns another thread that has accessed the word in the other width, or NOBODY. */
  access(thread: number, word: number, narrow: boolean): number {
    // Cells, and words past the program's, are nobody's control words.
    if (this.#isControl[word] !== 1) return NOBODY;
    if (narrow) this.#contested?.meetBytewise(word);
    if (this.#contested?.isBytewise(word) === false) return NOBODY;
    const { words } = this.#ledger;
    const own = (narrow ? this.#bytes : this.#whole) + word;
    this.#ledger.set(own, words[own]! | (1 << thread));
    const others = words[(narrow ? this.#whole : this.#bytes) + word]! & ~(1 << thread);
    return others === 0 ? NOBODY : 31 - Math.clz32(others);
  }
}
