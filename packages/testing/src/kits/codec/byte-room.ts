import { demand } from '../demand.ts';

const FILL = 0xee;
const MARGIN = 13;

/** Room for encoded bytes in the middle of other bytes, at an odd offset, so that a step beside it shows. */
export class ByteRoom {
  /** What a codec is given to write into. */
  readonly bytes: Uint8Array;
  readonly #all: Uint8Array;

  constructor(size: number, memory: 'shared' | 'private') {
    const length = size + 2 * MARGIN;
    this.#all = new Uint8Array(memory === 'shared' ? new SharedArrayBuffer(length) : new ArrayBuffer(length)).fill(FILL);
    this.bytes = this.#all.subarray(MARGIN, MARGIN + size);
  }

  /** Ends the case when a byte beside the room has changed. */
  requireUntouched(what: string): void {
    const { bytes } = this;
    const at = this.#all.findIndex((byte, i) => (i < MARGIN || i >= MARGIN + bytes.length) && byte !== FILL);
    demand(at === -1, `${what} wrote to byte ${at - MARGIN} of a room of ${bytes.length} bytes`);
  }
}
