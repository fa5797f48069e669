// The way out: from a returned packet to a result. Packets are taken in bursts and decoded one by one.
import type { Distributor, PacketBurst } from '@dist/core';
import type { Codec } from '../codec/codec.ts';
import { WorkerError } from '../errors/worker-error.ts';
import type { PayloadChains } from '../payload/payload-chains.ts';
import type { Ledger } from './ledger.ts';
import type { Result } from './result.ts';

const BURST = 64;

export class Outlet<Out> {
  readonly #distributor: Distributor;
  readonly #chains: PayloadChains;
  readonly #codec: Codec<Out>;
  readonly #ledger: Ledger;
  /** Has a worker's port read now: a large result was posted before its packet was handed back. */
  readonly #listen: (worker: number) => void;
  readonly #taken: PacketBurst;
  /** Next packet of that burst. */
  #at = 0;
  readonly #large = new Map<number, Uint8Array<ArrayBuffer>>();

  constructor(distributor: Distributor, chains: PayloadChains, codec: Codec<Out>, ledger: Ledger, listen: (worker: number) => void) {
    this.#distributor = distributor;
    this.#taken = distributor.createBurst(BURST);
    this.#chains = chains;
    this.#codec = codec;
    this.#ledger = ledger;
    this.#listen = listen;
  }

  /** Packets taken and not decoded. */
  get taken(): number {
    return this.#taken.count - this.#at;
  }

  /** Takes returned packets, when the last ones have been decoded; false if there are none. */
  take(): boolean {
    if (this.taken > 0) return true;
    this.#at = 0;
    this.#ledger.taken += this.#distributor.returnedPackets(this.#taken);
    return this.taken > 0;
  }

  /** Keeps a result that did not fit into its packet's buffers. */
  keep(handle: number, bytes: Uint8Array<ArrayBuffer>): void {
    this.#large.set(handle, bytes);
  }

  /** The next result; there must be one. Its buffers are free afterwards. @throws WorkerError `CODEC_FAILED`. */
  next(): Result<Out> {
    const packets = this.#taken;
    const at = this.#at++;
    const tag = packets.tags[at]!;
    const attempt = packets.attempts[at]!;
    const handle = packets.handles[at]!;
    const worker = this.#chains.writer(handle);
    const bytes = this.#bytesOf(handle, worker);
    this.#chains.release(handle);
    try {
      return { value: this.#codec.decode(bytes), tag, attempt, worker };
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      const message = `codec '${this.#codec.name}' cannot read a result of tag ${tag}: ${text}`;
      throw new WorkerError('CODEC_FAILED', message, { worker, tag, attempt, cause: error });
    }
  }

  #bytesOf(handle: number, worker: number): Uint8Array<ArrayBuffer> {
    if (!this.#chains.isElsewhere(handle)) return this.#chains.copy(handle);
    if (!this.#large.has(handle)) this.#listen(worker);
    const bytes = this.#large.get(handle)!;
    this.#large.delete(handle);
    return bytes;
  }
}
