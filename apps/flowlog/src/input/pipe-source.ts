// A pipe or a socket: its bytes come when the other side sends them. Waiting for them is left to the event loop, since a file read
// that waits holds a thread which cannot be called back when the user wants to stop.
import { Socket } from 'node:net';
import { InputError, describeSystemError } from './input-error.ts';
import type { Source } from './source.ts';

const NOTHING = new Uint8Array(0);

export class PipeSource implements Source {
  readonly name: string;
  readonly size: null = null;
  readonly #socket: Socket;
  readonly #chunks: AsyncIterator<Uint8Array>;
  /** Of the last chunk, what has not been asked for yet. */
  #rest: Uint8Array = NOTHING;
  #cancelled = false;

  constructor(name: string, file: number) {
    this.name = name;
    this.#socket = new Socket({ fd: file, readable: true, writable: false });
    this.#chunks = this.#socket[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  }

  async read(bytes: Uint8Array, at: number, length: number): Promise<number> {
    if (this.#rest.length === 0) this.#rest = await this.#nextChunk();
    const count = Math.min(length, this.#rest.length);
    bytes.set(this.#rest.subarray(0, count), at);
    this.#rest = this.#rest.subarray(count);
    return count;
  }

  async #nextChunk(): Promise<Uint8Array> {
    try {
      const chunk = await this.#chunks.next();
      return chunk.done === true ? NOTHING : chunk.value;
    } catch (error) {
      // That was the end of the wait, and is no error.
      if (this.#cancelled) return NOTHING;
      throw new InputError(describeSystemError(error), { cause: error });
    }
  }

  cancel(): void {
    this.#cancelled = true;
    this.#socket.destroy();
  }

  close(): Promise<void> {
    this.cancel();
    return Promise.resolve();
  }
}
