import { SharedMemory } from '@dist/core';

/** Memory whose words are not in its `buffer`: what reaches around the seam finds nothing there, and leaves its trace. */
export class AwayMemory extends SharedMemory {
  override readonly buffer: SharedArrayBuffer;

  constructor(bytes: number) {
    super(new SharedArrayBuffer(bytes));
    this.buffer = new SharedArrayBuffer(bytes);
  }

  /** Whether somebody wrote to `buffer`. */
  get wasBypassed(): boolean {
    return new Uint8Array(this.buffer).some((byte) => byte !== 0);
  }
}
