// One class for life-cycle failures. Misuse at set-up throws RangeError or TypeError instead.

const MARKER = Symbol.for('@dist/core:DistributorError');

/**
 * - `CLOSED`: the distributor was closed.
 * - `NOT_A_REGION`, `LAYOUT_VERSION`: the buffer is no region of this library, or of another version of it.
 * - `SLOT_TAKEN`: another worker is attached to the slot.
 * - `NOT_HELD`: a worker hands back packets that it does not hold, or in another order.
 * - `STILL_HELD`: a worker leaves with packets that it has not handed back.
 * - `RETURNS_FULL`: nothing more can be accepted until the caller takes returned packets.
 * - `UNDECIDED_LOSS`: nothing can go on until the caller decides about the suspects of a lost worker.
 * - `NOT_A_SUSPECT`: the packet was decided before, or an older one of its tag is undecided.
 */
export type DistributorErrorCode =
  | 'CLOSED'
  | 'NOT_A_REGION'
  | 'LAYOUT_VERSION'
  | 'SLOT_TAKEN'
  | 'NOT_HELD'
  | 'STILL_HELD'
  | 'RETURNS_FULL'
  | 'UNDECIDED_LOSS'
  | 'NOT_A_SUSPECT';

/** A failure in the life of a distributor, told apart by its {@link code}. */
export class DistributorError extends Error {
  readonly code: DistributorErrorCode;

  constructor(code: DistributorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DistributorError';
    this.code = code;
    Object.defineProperty(this, MARKER, { value: true });
  }

  /** True for errors of any copy of this package, unlike `instanceof`. */
  static isInstance(error: unknown): error is DistributorError {
    return typeof error === 'object' && error !== null && MARKER in error;
  }
}
