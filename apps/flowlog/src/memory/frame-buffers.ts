// Payload buffers that hold a stretch of the capture each, with all its frames: the capture is read straight into them and the workers
// read the frames where they stand, so no frame is copied. A buffer goes back to the pool when the reader has left it and the last
// packet in it has been returned; when all are held, reading waits. That bounds the memory, whatever the capture's length.
//
//   buffer   | room for the unread rest of the buffer before | bytes read |
//            0                                        LARGEST_REST       + READ_BYTES
import { PayloadPool } from '@dist/core';
import { CaptureReader } from '../capture/capture-reader.ts';

/** Bytes asked of the source at once. */
export const READ_BYTES = 262_144;
const BUFFERS = 16;

export class FrameBuffers {
  readonly region: SharedArrayBuffer;
  /** The whole region; frames are given by their offset in it. */
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  readonly view: DataView<SharedArrayBuffer>;
  readonly pool: PayloadPool;
  /** Packets outstanding in each buffer, and one more while the reader is in it. */
  readonly #holds = new Int32Array(BUFFERS);

  constructor() {
    this.pool = PayloadPool.create({ buffers: BUFFERS, bytes: CaptureReader.LARGEST_REST + READ_BYTES });
    this.region = this.pool.region;
    this.bytes = new Uint8Array(this.region);
    this.view = new DataView(this.region);
  }

  /** A buffer, held once; EXHAUSTED (-1) when all are held. */
  take(): number {
    const buffer = this.pool.allocate();
    if (buffer >= 0) this.#holds[buffer] = 1;
    return buffer;
  }

  /** Where in the region the next READ_BYTES bytes of the capture go; before it is room for an unread rest. */
  start(buffer: number): number {
    return this.pool.offset(buffer) + CaptureReader.LARGEST_REST;
  }

  hold(buffer: number): void {
    this.#holds[buffer] = this.#holds[buffer]! + 1;
  }

  letGo(buffer: number): void {
    const holds = this.#holds[buffer]! - 1;
    this.#holds[buffer] = holds;
    if (holds === 0) this.pool.release(buffer);
  }
}
