// The main thread's side of a run, the same for every peer: where packets come from and where they go when they are back.
import type { Evidence } from '../../measure/evidence.ts';
import { PACKET, TAG, fillPayload, wasTouched } from './payload.ts';

export interface IntakeOptions {
  /** A power of two of tags, gone round. */
  readonly tags: Uint32Array;
  readonly count: number;
  /** Spins of the handler of a packet. */
  readonly spins: number;
  /** Every so many packets one takes `slowSpins` instead; 0 for none. */
  readonly slowEvery?: number;
  readonly slowSpins?: number;
  readonly evidence?: Evidence | undefined;
}

export class Intake {
  readonly count: number;
  sent = 0;
  returned = 0;
  readonly #words: Uint32Array;
  readonly #tags: Uint32Array;
  readonly #mask: number;
  readonly #spins: number;
  readonly #slowEvery: number;
  readonly #slowSpins: number;
  readonly #evidence: Evidence | undefined;
  #untouched = 0;

  /** @param words the memory that payloads lie in */
  constructor(words: Uint32Array, options: IntakeOptions) {
    this.count = options.count;
    this.#words = words;
    this.#tags = options.tags;
    this.#mask = options.tags.length - 1;
    this.#spins = options.spins;
    this.#slowEvery = options.slowEvery ?? 0;
    this.#slowSpins = options.slowSpins ?? 0;
    this.#evidence = options.evidence;
  }

  get hasMore(): boolean {
    return this.sent < this.count;
  }

  /** Writes the next packet's payload; its tag. */
  next(at: number): number {
    const packet = this.sent++;
    const tag = this.#tags[packet & this.#mask]!;
    const slow = this.#slowEvery > 0 && packet % this.#slowEvery === 0;
    fillPayload(this.#words, at, packet, tag, slow ? this.#slowSpins : this.#spins);
    if (this.#evidence !== undefined) this.#evidence.submitted(packet, tag);
    return tag;
  }

  /** A packet is back; its payload's place is free again. */
  back(at: number): void {
    this.returned++;
    if (!wasTouched(this.#words, at)) this.#untouched++;
    if (this.#evidence !== undefined) this.#evidence.returned(this.#words[at + PACKET]!, this.#words[at + TAG]!);
  }

  /** @throws Error when packets are missing or their payload is not what a handler leaves. */
  requireAllBack(): void {
    if (this.returned !== this.count || this.#untouched > 0) {
      throw new Error(`${this.returned} of ${this.count} packets came back, ${this.#untouched} of them with a wrong payload`);
    }
  }
}
