import type { WriteStream } from 'node:tty';

/** One line on a terminal that is written over and over; silent where there is no terminal. */
export class Progress {
  readonly #stream: Pick<WriteStream, 'write' | 'isTTY'>;

  constructor(stream: Pick<WriteStream, 'write' | 'isTTY'>) {
    this.#stream = stream;
  }

  show(text: string): void {
    if (this.#stream.isTTY) this.#stream.write(`\r\x1b[2K${text}`);
  }

  clear(): void {
    if (this.#stream.isTTY) this.#stream.write('\r\x1b[2K');
  }
}
