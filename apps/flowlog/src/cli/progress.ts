// One line on a terminal that says how far the run is. Not on a file or a pipe: nobody watches those.
import { formatCount, formatRate } from './format-number.ts';

const EVERY_MS = 200;
const CLEAR_LINE = '\r\u001b[K';

export interface ProgressState {
  /** Of the present input. */
  readonly name: string;
  readonly packets: number;
  /** Bytes read of all inputs, and bytes in all; null when nobody knows. */
  readonly read: number;
  readonly size: number | null;
}

export class Progress {
  readonly #terminal: NodeJS.WriteStream;
  readonly #state: () => ProgressState;
  readonly #started = performance.now();
  readonly #timer: NodeJS.Timeout;
  #shown = false;

  constructor(terminal: NodeJS.WriteStream, state: () => ProgressState) {
    this.#terminal = terminal;
    this.#state = state;
    this.#timer = setInterval(() => {
      this.#show();
    }, EVERY_MS);
    this.#timer.unref();
  }

  /** Takes the line away; the caller's own lines follow. */
  end(): void {
    clearInterval(this.#timer);
    if (this.#shown) this.#terminal.write(CLEAR_LINE);
    this.#shown = false;
  }

  #show(): void {
    const { name, packets, read, size } = this.#state();
    if (packets === 0) return;
    const share = size === null || size === 0 ? '' : ` ${String(Math.min(100, Math.floor((100 * read) / size)))}%`;
    const seconds = (performance.now() - this.#started) / 1000;
    const line = `${name}${share}  ${formatCount(packets)} packets  ${formatRate(packets, seconds)}`;
    this.#terminal.write(`${CLEAR_LINE}${line.slice(0, this.#terminal.columns - 1)}`);
    this.#shown = true;
  }
}
