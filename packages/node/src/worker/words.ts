// What a worker of the high-level form says through its port.
import type { WorkerErrorCode } from '../errors/worker-error.ts';
import type { PortableError } from './portable-error.ts';

/** What such a worker gets as `init`. */
export interface WorkerInit {
  /** The user's worker file. */
  readonly url: string;
  readonly valueCodec: string;
  readonly resultCodec: string;
  readonly maxPayloadBytes: number;
}

/** The name of its pool. */
export const VALUES = 'values';

/** A result that did not fit into the buffers of its packet. Said before the packet is handed back. */
export interface LargeResult {
  readonly said: 'result';
  readonly handle: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The handler of a packet failed, or a codec did. The worker does nothing more. */
export interface PacketFailure {
  readonly said: 'failure';
  readonly code: Extract<WorkerErrorCode, 'HANDLER_FAILED' | 'CODEC_FAILED'>;
  readonly tag: number;
  readonly attempt: number;
  readonly error: PortableError;
}

export type WorkerWords = LargeResult | PacketFailure;
