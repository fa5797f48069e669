// The main thread's side of a run, the same for every peer: where packets come from and where they go when they are back.
import type { Evidence } from '../../measure/evidence.ts';
import type { Payloads } from './payload.ts';
import { stamp } from './stamp.ts';

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
  /** When each packet is there to be sent, in milliseconds since the start of the run; at once without it. */
  readonly arrivals?: Float64Array;
}

export class Intake {
  readonly count: number;
  sent = 0;
  returned = 0;
  readonly #payloads: Payloads;
  readonly #tags: Uint32Array;
  readonly #mask: number;
  readonly #spins: number;
  readonly #slowEvery: number;
  readonly #slowSpins: number;
  readonly #evidence: Evidence | undefined;
  /** More is noted of each packet than that it went and came back. */
  readonly #notes: boolean;
  readonly #arrivals: Float64Array | undefined;
  readonly #start = performance.now();
  readonly #sentAt: Uint32Array | undefined;
  /** Nanoseconds from the sending of each packet to the start of its handler; only with `arrivals`, and -1 for a slow packet. */
  readonly waits: Float64Array | undefined;
  #untouched = 0;

  constructor(payloads: Payloads, options: IntakeOptions) {
    this.count = options.count;
    this.#payloads = payloads;
    this.#tags = options.tags;
    this.#mask = options.tags.length - 1;
    this.#spins = options.spins;
    this.#slowEvery = options.slowEvery ?? 0;
    this.#slowSpins = options.slowSpins ?? 0;
    this.#evidence = options.evidence;
    this.#arrivals = options.arrivals;
    this.#notes = options.evidence !== undefined || options.arrivals !== undefined;
    if (options.arrivals === undefined) return;
    this.#sentAt = new Uint32Array(options.count);
    this.waits = new Float64Array(options.count);
  }

  /** Packets that can be sent now. */
  get ready(): number {
    const { count, sent } = this;
    const arrivals = this.#arrivals;
    if (arrivals === undefined) return count - sent;
    const now = performance.now() - this.#start;
    let due = sent;
    while (due < count && arrivals[due]! <= now) due++;
    return due - sent;
  }

  /** Milliseconds until the next packet is there; 0 or less when it is. */
  get untilNext(): number {
    return this.#start + (this.#arrivals?.[this.sent] ?? 0) - performance.now();
  }

  /** Writes the next packet's payload; its tag, as a signed number: V8 keeps unsigned ones of 2^31 and more as doubles. */
  next(at: number): number {
    const packet = this.sent++;
    const tag = this.#tags[packet & this.#mask]!;
    this.#payloads.fill(at, packet, tag, this.#isSlow(packet) ? this.#slowSpins : this.#spins);
    if (this.#notes) this.#noteSent(packet, tag);
    return tag | 0;
  }

  #isSlow(packet: number): boolean {
    return this.#slowEvery > 0 && packet % this.#slowEvery === 0;
  }

  /** A packet is back; its payload's place is free again. */
  back(at: number): void {
    this.returned++;
    if (!this.#payloads.wasTouched(at)) this.#untouched++;
    if (this.#notes) this.#noteBack(at);
  }

  /**
   * So many packets are back. For peers that get batches: whether V8 puts {@link back} into the loop that calls it is a matter of luck, and
   * changes the rate of the fastest ones.
   */
  allBack(places: Int32Array, count: number): void {
    const payloads = this.#payloads;
    for (let i = 0; i < count; i++) if (!payloads.wasTouched(places[i]!)) this.#untouched++;
    this.returned += count;
    if (this.#notes) for (let i = 0; i < count; i++) this.#noteBack(places[i]!);
  }

  #noteSent(packet: number, tag: number): void {
    if (this.#sentAt !== undefined) this.#sentAt[packet] = stamp();
    if (this.#evidence !== undefined) this.#evidence.submitted(packet, tag);
  }

  #noteBack(at: number): void {
    const payloads = this.#payloads;
    if (this.waits !== undefined && this.#sentAt !== undefined) {
      const packet = payloads.packet(at);
      this.waits[packet] = this.#isSlow(packet) ? -1 : (payloads.started(at) - this.#sentAt[packet]!) >>> 0;
    }
    if (this.#evidence !== undefined) this.#evidence.returned(payloads.packet(at), payloads.tag(at));
  }

  /** @throws Error when packets are missing or their payload is not what a handler leaves. */
  requireAllBack(): void {
    if (this.returned !== this.count || this.#untouched > 0) {
      throw new Error(`${this.returned} of ${this.count} packets came back, ${this.#untouched} of them with a wrong payload`);
    }
  }
}
