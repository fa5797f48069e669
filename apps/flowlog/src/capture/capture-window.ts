// The stretch of the input that is in memory. The reader walks it from `position` to `end`; whoever feeds the reader
// appends behind `end` or moves the unread rest to another buffer. No byte is copied by the reader itself.
import type { CaptureError } from './capture-error.ts';

export class CaptureWindow {
  bytes: Uint8Array = new Uint8Array(0);
  /** The same bytes, for fields at any alignment and in either byte order. */
  view: DataView = new DataView(new ArrayBuffer(0));
  /** First byte not yet read. */
  position = 0;
  /** One past the last byte that is there. */
  end = 0;
  /** Offset in the input of `bytes[0]`; negative while the window starts before the input does. */
  base = 0;
  /** No byte comes after `end`. */
  ended = false;
  /** What stopped the reader, or null. */
  error: CaptureError | null = null;

  /** Offset in the input of the first unread byte. */
  get offset(): number {
    return this.base + this.position;
  }

  /** How many bytes can be read now. */
  get available(): number {
    return this.end - this.position;
  }
}
