// One class for everything that can go wrong with a worker, so that a caller needs one check.

const MARKER = Symbol.for('@dist/node:WorkerError');

/**
 * - `START_FAILED`: the thread could not be started, or ended before it was ready: a missing file, an error in the module.
 * - `WORKER_FAILED`: an error was thrown outside a handler, or the thread ran out of memory.
 * - `WORKER_EXITED`: the thread ended without an error: `process.exit`, `terminate`, or it had nothing left to do.
 * - `HANDLER_FAILED`: the handler of a packet threw.
 * - `CODEC_FAILED`: a codec could not read a value, or not write a result.
 */
export type WorkerErrorCode = 'START_FAILED' | 'WORKER_FAILED' | 'WORKER_EXITED' | 'HANDLER_FAILED' | 'CODEC_FAILED';

/** What is known about a failure besides its code. */
export interface WorkerErrorDetails {
  readonly worker: number;
  readonly tag?: number | undefined;
  readonly attempt?: number | undefined;
  readonly exitCode?: number | undefined;
  /** Present when something was thrown, whatever it was. */
  readonly cause?: unknown;
}

/** A worker failed; the run has ended. `cause` is what it threw, if it threw. */
export class WorkerError extends Error {
  readonly code: WorkerErrorCode;
  /** Number of the worker. */
  readonly worker: number;
  /** Tag of the packet that it was in, if that is known. */
  readonly tag: number | undefined;
  /** Which attempt at that packet it was, from 1. */
  readonly attempt: number | undefined;
  /** Exit code of the thread, if it ended by itself. */
  readonly exitCode: number | undefined;

  constructor(code: WorkerErrorCode, message: string, details: WorkerErrorDetails) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.name = 'WorkerError';
    this.code = code;
    this.worker = details.worker;
    this.tag = details.tag;
    this.attempt = details.attempt;
    this.exitCode = details.exitCode;
    Object.defineProperty(this, MARKER, { value: true });
  }

  /** True for errors of any copy of this package, unlike `instanceof`. */
  static isInstance(error: unknown): error is WorkerError {
    return typeof error === 'object' && error !== null && MARKER in error;
  }
}
