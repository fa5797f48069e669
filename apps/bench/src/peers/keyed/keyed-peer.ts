// What each way of doing keyed, ordered work on threads looks like to the benchmark.
import type { Intake } from './intake.ts';

/** Packets that may be out at once, for every peer alike: with fewer, whatever works in batches falls behind. */
export const WINDOW = 1024;

export interface PeerOptions {
  readonly workers: number;
  /** Where worker threads record what they do; see `Evidence`. */
  readonly evidence: SharedArrayBuffer | undefined;
}

export interface KeyedPeer {
  /** The memory that payloads lie in. */
  readonly words: Uint32Array;
  /** Takes all packets of the intake through the workers and back. */
  run(intake: Intake): Promise<void>;
  close(): Promise<void>;
}

export type OpenPeer = (options: PeerOptions) => Promise<KeyedPeer>;
