// A file, or anything else that can be read without waiting for another process. Reads go straight to the buffer that they are for.
import { close, read } from 'node:fs';
import { promisify } from 'node:util';
import { InputError, describeSystemError } from './input-error.ts';
import type { Source } from './source.ts';

const readInto = promisify(read);
const closeFile = promisify(close);
/** Standard input, output and error are not ours to close. */
const LAST_STANDARD = 2;

export class FileSource implements Source {
  readonly name: string;
  readonly size: number | null;
  readonly #file: number;
  #pending: Promise<unknown> = Promise.resolve();

  constructor(name: string, file: number, size: number | null) {
    this.name = name;
    this.size = size;
    this.#file = file;
  }

  read(bytes: Uint8Array, at: number, length: number): Promise<number> {
    const reading = readInto(this.#file, bytes, at, length, null).then(
      ({ bytesRead }) => bytesRead,
      (error: unknown) => {
        throw new InputError(describeSystemError(error), { cause: error });
      },
    );
    this.#pending = reading.catch(() => undefined);
    return reading;
  }

  /** A file does not wait. */
  cancel(): void {}

  async close(): Promise<void> {
    await this.#pending;
    if (this.#file > LAST_STANDARD) await closeFile(this.#file);
  }
}
