// A regular file, read by this thread itself: to have another one read costs two wakes, which is more than the copy from the system's
// memory takes, and the system reads ahead on its own.
import { close, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { InputError, describeSystemError } from './input-error.ts';
import type { Source } from './source.ts';

const closeFile = promisify(close);
/** Standard input, output and error are not ours to close. */
const LAST_STANDARD = 2;
/** Reads after which the event loop has its turn, for Ctrl-C, failed workers and the progress line: about a millisecond's work. */
const READS_IN_A_ROW = 16;

export class FileSource implements Source {
  readonly name: string;
  readonly size: number;
  readonly #file: number;
  #reads = 0;

  constructor(name: string, file: number, size: number) {
    this.name = name;
    this.size = size;
    this.#file = file;
  }

  async read(bytes: Uint8Array, at: number, length: number): Promise<number> {
    if (++this.#reads % READS_IN_A_ROW === 0) await setImmediate();
    try {
      return readSync(this.#file, bytes, at, length, null);
    } catch (error) {
      throw new InputError(describeSystemError(error), { cause: error });
    }
  }

  /** A file does not wait. */
  cancel(): void {}

  async close(): Promise<void> {
    if (this.#file > LAST_STANDARD) await closeFile(this.#file);
  }
}
