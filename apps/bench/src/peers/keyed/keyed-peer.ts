// What each way of doing keyed, ordered work on threads looks like to the benchmark.
import type { Intake } from './intake.ts';
import type { Payloads } from './payload.ts';

/** Packets that may be out at once, for every peer alike: with fewer, whatever works in batches falls behind. */
export const WINDOW = 1024;

export interface PeerOptions {
  readonly workers: number;
  /** Where worker threads record what they do; see `Evidence`. */
  readonly evidence: SharedArrayBuffer | undefined;
  /** Note in each payload when its handler started. */
  readonly stamps: boolean;
}

export interface KeyedPeer {
  readonly payloads: Payloads;
  /** Takes all packets of the intake through the workers and back. */
  run(intake: Intake): Promise<void>;
  /** Sends what the intake has and takes what is back, once and without waiting; how many packets moved. Not every peer can. */
  step?(intake: Intake): number;
  close(): Promise<void>;
}

export type OpenPeer = (options: PeerOptions) => Promise<KeyedPeer>;
