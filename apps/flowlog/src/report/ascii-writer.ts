// Text gathered as bytes, in memory that is there from the start. A log has many short lines: as strings they would be made, joined and
// thrown away by the million. All text of a log is ASCII.

const ZERO = 0x30;
const SPACE = 0x20;
/** Doubles are exact to 2^53, that is 16 digits. */
const MOST_DIGITS = 16;
const INT32_END = 2 ** 31;

export class AsciiWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;
  readonly #digits = new Uint8Array(MOST_DIGITS);

  /** @param room bytes to start with; it grows when more is written before `clear`. */
  constructor(room: number) {
    this.#bytes = new Uint8Array(room);
  }

  get length(): number {
    return this.#length;
  }

  /** What was written since the last `clear`; good until the next call. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }

  text(text: string): void {
    const count = text.length;
    this.#makeRoom(count);
    const bytes = this.#bytes;
    const at = this.#length;
    for (let index = 0; index < count; index++) bytes[at + index] = text.charCodeAt(index);
    this.#length = at + count;
  }

  /** A whole number from 0 to 2^53. */
  count(count: number): void {
    if (count < INT32_END) {
      this.#smallCount(count | 0);
    } else {
      this.text(String(count));
    }
  }

  spaces(count: number): void {
    if (count <= 0) return;
    this.#makeRoom(count);
    this.#bytes.fill(SPACE, this.#length, this.#length + count);
    this.#length += count;
  }

  #smallCount(count: number): void {
    this.#makeRoom(MOST_DIGITS);
    const digits = this.#digits;
    let from = MOST_DIGITS;
    let rest = count;
    do {
      const tenth = (rest / 10) | 0;
      digits[--from] = ZERO + rest - tenth * 10;
      rest = tenth;
    } while (rest > 0);
    const bytes = this.#bytes;
    let at = this.#length;
    while (from < MOST_DIGITS) bytes[at++] = digits[from++]!;
    this.#length = at;
  }

  #makeRoom(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const bytes = new Uint8Array(2 * (this.#length + count));
    bytes.set(this.#bytes);
    this.#bytes = bytes;
  }
}
