// One class for files that cannot be read; a reader tells them apart by their code, also when another copy of the package has thrown it.
const MARKER = Symbol.for('@dist/testing:HistoryFileError');

/**
 * - `NOT_A_HISTORY`: the first bytes are not those of a history file.
 * - `NEWER`: a later version of this package has written it.
 * - `CUT_OFF`: the end is missing: the program that wrote it was stopped, or the file was not copied whole.
 * - `DAMAGED`: a checksum does not fit, or what is written makes no sense.
 */
export type HistoryFileErrorCode = 'NOT_A_HISTORY' | 'NEWER' | 'CUT_OFF' | 'DAMAGED';

/** A history file that cannot be read. */
export class HistoryFileError extends Error {
  readonly code: HistoryFileErrorCode;
  override readonly name: string = 'HistoryFileError';

  constructor(code: HistoryFileErrorCode, message: string) {
    super(message);
    this.code = code;
    Object.defineProperty(this, MARKER, { value: true });
  }

  static isInstance(value: unknown): value is HistoryFileError {
    return typeof value === 'object' && value !== null && MARKER in value;
  }
}
