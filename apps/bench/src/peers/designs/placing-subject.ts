// One thread: packets are placed in a lane and collected from it again, a call at a time, and some calls are always out.
import { PacketBurst } from '@dist/core';
import type { Outcome, Subject } from '../../measure/variant.ts';
import { PacketSource, addedUp, requireSame } from './packet-source.ts';

/** Packets of a call. */
const CALL = 64;
/** Places of the lane, a power of two, and so many packets are out between two calls. */
export const PLACES = 512;
const OUTSTANDING = PLACES - CALL;

/** What is compared. Positions are multiples of a call and count on; a lane has {@link PLACES}. */
export interface Placing {
  /** Puts a burst of packets into the lane, whole. */
  place(packets: PacketBurst, position: number): void;
  /** Takes as many packets as the burst holds, the oldest, out of the lane. */
  collect(into: PacketBurst, position: number): void;
  /** @throws Error when anything is left of packets that are gone. */
  requireEmpty(): void;
}

export class PlacingSubject implements Subject {
  readonly #placing: Placing;
  readonly #tags: Uint32Array;
  readonly #count: number;
  readonly #input = new PacketBurst(CALL);
  readonly #output = new PacketBurst(CALL);

  /** @param count packets of a run, rounded down to whole calls */
  constructor(placing: Placing, tags: Uint32Array, count: number) {
    this.#placing = placing;
    this.#tags = tags;
    this.#count = Math.max(1, Math.floor(count / CALL)) * CALL;
  }

  run(): Promise<Outcome> {
    const source = new PacketSource(this.#tags);
    const start = performance.now();
    const sum = this.#drive(source);
    const nanoseconds = (performance.now() - start) * 1e6;
    requireSame('collected', sum, source.sum);
    this.#placing.requireEmpty();
    return Promise.resolve({ values: { cost: nanoseconds / this.#count } });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #drive(source: PacketSource): number {
    const placing = this.#placing;
    const input = this.#input;
    const output = this.#output;
    let sum = 0;
    for (let collected = 0; collected < this.#count; ) {
      if (source.given < this.#count) {
        const position = source.given;
        source.fill(input);
        placing.place(input, position);
        if (source.given - collected <= OUTSTANDING) continue;
      }
      placing.collect(output, collected);
      sum = addedUp(output, sum);
      collected += output.count;
    }
    return sum;
  }
}
