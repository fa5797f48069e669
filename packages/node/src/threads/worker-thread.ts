// One worker thread as the main thread sees it: when it is ready, what it says, and how it ended.
import { MessageChannel, Worker, receiveMessageOnPort, type MessagePort, type WorkerOptions } from 'node:worker_threads';
import { CLOSE, READY, SETUP, type ThreadSetup } from './thread-setup.ts';

/** Options of `worker_threads` that a caller may set. */
export type ThreadOptions = Pick<WorkerOptions, 'argv' | 'env' | 'execArgv' | 'name' | 'resourceLimits' | 'stderr' | 'stdout'>;

/** How a thread ended. */
export interface ThreadEnd {
  readonly exitCode: number;
  /** What was thrown and not caught, if anything was. */
  readonly thrown?: { readonly error: unknown };
}

/** Listeners of a {@link WorkerThread}. */
export interface ThreadEvents {
  ready(): void;
  /** What the worker said, other than that it is ready. */
  said(words: unknown): void;
  /** The last event. Everything that the thread said has been told before. */
  ended(end: ThreadEnd): void;
}

export class WorkerThread {
  readonly thread: Worker;
  /** Resolves when the thread has ended, however. */
  readonly ended: Promise<void>;
  readonly #port: MessagePort;
  readonly #events: ThreadEvents;

  constructor(url: URL, setup: Omit<ThreadSetup, 'port'>, options: ThreadOptions, events: ThreadEvents) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#events = events;
    const full: ThreadSetup = { ...setup, port: port2 };
    this.thread = new Worker(url, { name: `worker ${setup.worker}`, ...options, workerData: { [SETUP]: full }, transferList: [port2] });
    port1.on('message', (words: unknown) => {
      this.#hear(words);
    });
    // The thread itself keeps the process alive; the port must not do so after it.
    port1.unref();
    this.ended = this.#watchEnd();
  }

  /** Tells the worker that the distributor has been closed. */
  sayClose(): void {
    this.#port.postMessage(CLOSE);
  }

  /** Takes what the thread has said up to now, without waiting for the event loop. */
  listen(): void {
    for (let said = receiveMessageOnPort(this.#port); said !== undefined; said = receiveMessageOnPort(this.#port)) {
      this.#hear(said.message);
    }
  }

  /** Resolves when the thread has ended by itself, or else after so many milliseconds and a `terminate`. */
  async endWithin(milliseconds: number): Promise<void> {
    const timer = setTimeout(() => void this.thread.terminate(), milliseconds);
    await this.ended;
    clearTimeout(timer);
  }

  #hear(words: unknown): void {
    if (words === READY) this.#events.ready();
    else this.#events.said(words);
  }

  async #watchEnd(): Promise<void> {
    const end = await new Promise<ThreadEnd>((resolve) => {
      let thrown: ThreadEnd['thrown'];
      this.thread.on('error', (error: unknown) => {
        thrown ??= { error };
      });
      this.thread.once('exit', (exitCode) => {
        resolve(thrown === undefined ? { exitCode } : { exitCode, thrown });
      });
    });
    this.listen();
    this.#port.close();
    this.#events.ended(end);
  }
}
