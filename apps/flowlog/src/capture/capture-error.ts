/**
 * Why a capture cannot be read (any further), and where.
 *
 * `not-a-capture`: the input does not start like a pcap or pcapng file, nothing was read from it.
 * `damaged`: it does, but at `offset` it stops making sense (or just stops); what came before is sound and was delivered.
 */
export class CaptureError extends Error {
  override readonly name: string = 'CaptureError';
  readonly kind: 'not-a-capture' | 'damaged';
  /** Bytes from the start of the input to the record, block or field that is wrong. */
  readonly offset: number;
  readonly reason: string;

  constructor(kind: 'not-a-capture' | 'damaged', offset: number, reason: string) {
    super(kind === 'damaged' ? `damaged at byte ${String(offset)}: ${reason}` : reason);
    this.kind = kind;
    this.offset = offset;
    this.reason = reason;
  }
}
