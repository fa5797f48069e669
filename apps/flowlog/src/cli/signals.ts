// Ctrl-C, politely: the first one ends the reading, and what was read is reported. The second finds no handler and kills.
import { ExitStatus } from './exit-status.ts';

export class Signals {
  readonly #stop = new AbortController();
  readonly #interrupt = (): void => {
    this.#end(ExitStatus.INTERRUPTED);
  };
  readonly #terminate = (): void => {
    this.#end(ExitStatus.TERMINATED);
  };
  #status: ExitStatus | null = null;

  constructor() {
    process.on('SIGINT', this.#interrupt);
    process.on('SIGTERM', this.#terminate);
  }

  /** Aborted when a signal has come. */
  get stop(): AbortSignal {
    return this.#stop.signal;
  }

  /** The exit status that the signal asks for, null when none has come. */
  get status(): ExitStatus | null {
    return this.#status;
  }

  close(): void {
    process.off('SIGINT', this.#interrupt);
    process.off('SIGTERM', this.#terminate);
  }

  #end(status: ExitStatus): void {
    this.close();
    this.#status = status;
    this.#stop.abort();
  }
}
