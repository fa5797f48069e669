/** Where a capture's bytes come from, in order. */
export interface Source {
  /** For messages: the path as given, or `standard input`. */
  readonly name: string;
  /** Bytes in all; null when nobody knows (a pipe). */
  readonly size: number | null;
  /**
   * Reads up to `length` bytes to `bytes[at]`; how many, 0 = the end. One call at a time.
   * Resolves with what there is: a slow pipe's bytes are not held back until there are `length` of them.
   * @throws InputError
   */
  read(bytes: Uint8Array, at: number, length: number): Promise<number>;
  /** Ends a read that waits for another process, with 0. */
  cancel(): void;
  /** Lets go of the file, after a pending read. */
  close(): Promise<void>;
}
