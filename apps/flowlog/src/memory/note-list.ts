// The notes that no packet uses, and which buffer each used one's frame is in.

export class NoteList {
  readonly #free: Uint32Array;
  readonly #buffers: Uint8Array;
  #count: number;

  constructor(notes: number) {
    this.#free = Uint32Array.from({ length: notes }, (_, index) => notes - 1 - index);
    this.#buffers = new Uint8Array(notes);
    this.#count = notes;
  }

  /** A free note, for a frame in `buffer`. There is one: as many exist as packets can be outstanding. */
  take(buffer: number): number {
    const note = this.#free[--this.#count]!;
    this.#buffers[note] = buffer;
    return note;
  }

  /** Gives a note back; the buffer its frame was in. */
  giveBack(note: number): number {
    this.#free[this.#count++] = note;
    return this.#buffers[note]!;
  }
}
