import { MAX_RETURNS } from './dpdk-limits.ts';
import type { Packet } from './packet.ts';

/** DPDK's returns ring: full, it overwrites the oldest packet and says nothing. */
export class OverwritingRing {
  readonly #slots: Packet[] = [];
  #start = 0;
  #count = 0;

  get start(): number {
    return this.#start;
  }

  get count(): number {
    return this.#count;
  }

  /** Puts start and count back to what somebody read earlier, as the original's outer calls do. */
  restore(start: number, count: number): void {
    this.#start = start;
    this.#count = count;
  }

  push(packet: Packet): void {
    this.#slots[(this.#start + this.#count) & MAX_RETURNS] = packet;
    if (this.#count === MAX_RETURNS) this.#start += 1;
    else this.#count += 1;
  }

  take(limit: number): Packet[] {
    const taken = Math.min(limit, this.#count);
    const packets = Array.from({ length: taken }, (_, i) => this.#slots[(this.#start + i) & MAX_RETURNS]!);
    this.#start += taken;
    this.#count -= taken;
    return packets;
  }

  clear(): void {
    this.#start = 0;
    this.#count = 0;
  }
}
