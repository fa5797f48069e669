// Where the flow log goes. Writing waits until the other side has taken the piece, so a slow reader holds the run up instead of
// filling the memory.
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { describeSystemError } from '../input/input-error.ts';

/** Nobody reads the output any more: the other end of the pipe was closed. */
export class OutputClosed extends Error {
  override readonly name: string = 'OutputClosed';
}

/** The output cannot be written. */
export class OutputError extends Error {
  override readonly name: string = 'OutputError';
}

export class Output {
  readonly #stream: Writable;
  readonly #name: string;
  readonly #owned: boolean;

  static standard(): Output {
    return new Output(process.stdout, 'standard output', false);
  }

  /** @throws OutputError when the file cannot be made. */
  static async file(path: string): Promise<Output> {
    const stream = createWriteStream(path);
    const output = new Output(stream, path, true);
    await new Promise<void>((resolve, reject) => {
      stream.once('open', () => {
        resolve();
      });
      stream.once('error', (error) => {
        reject(output.#failure(error));
      });
    });
    return output;
  }

  private constructor(stream: Writable, name: string, owned: boolean) {
    this.#stream = stream;
    this.#name = name;
    this.#owned = owned;
    // The write that failed reports it.
    stream.on('error', () => undefined);
  }

  /** Resolves when the piece has been taken. @throws OutputClosed, OutputError */
  write(piece: string | Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#stream.write(piece, (error) => {
        if (error) reject(this.#failure(error));
        else resolve();
      });
    });
  }

  /** @throws OutputError */
  async close(): Promise<void> {
    if (!this.#owned) return;
    await new Promise<void>((resolve, reject) => {
      this.#stream.once('error', (error) => {
        reject(this.#failure(error));
      });
      this.#stream.end(() => {
        resolve();
      });
    });
  }

  #failure(error: Error): Error {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EPIPE') return new OutputClosed('nobody reads the output any more', { cause: error });
    // A file that is to be made cannot be missing; where it is to be made can.
    const reason = code === 'ENOENT' ? 'no such folder' : describeSystemError(error);
    return new OutputError(`${this.#name}: cannot be written: ${reason}`, { cause: error });
  }
}
