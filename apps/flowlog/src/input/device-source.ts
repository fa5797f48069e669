// What is neither a regular file nor a pipe, such as a device: how long a read takes nobody knows, so another thread waits for it.
import { close, read } from 'node:fs';
import { promisify } from 'node:util';
import { InputError, describeSystemError } from './input-error.ts';
import type { Source } from './source.ts';

const readInto = promisify(read);
const closeFile = promisify(close);
/** Standard input, output and error are not ours to close. */
const LAST_STANDARD = 2;

export class DeviceSource implements Source {
  readonly name: string;
  readonly size: null = null;
  readonly #file: number;
  #pending: Promise<unknown> = Promise.resolve();

  constructor(name: string, file: number) {
    this.name = name;
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

  /** A read that has begun cannot be called back. */
  cancel(): void {}

  async close(): Promise<void> {
    await this.#pending;
    if (this.#file > LAST_STANDARD) await closeFile(this.#file);
  }
}
