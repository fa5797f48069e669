// The worker's side of DPDK's burst mode over shared words, for the schedule explorer. It says that its mailbox is free as soon as
// it has copied what lay in it, before it has looked at a packet: "so scheduler can start working on the next cacheline while we're
// working". Where the original spins on a word, this sleeps until the word changes.
import type { Memory } from '@dist/core';
import { DELIVERED, FREE, READ, WRITTEN, mailboxOf, returnsOf } from './rule-words.ts';

export class RuleWorker {
  readonly #memory: Memory;
  readonly #mailbox: number;
  readonly #returns: number;

  constructor(memory: Memory, worker: number) {
    this.#memory = memory;
    this.#mailbox = mailboxOf(worker);
    this.#returns = returnsOf(worker);
  }

  /** `rte_distributor_request_pkt`: hands packets back. Here everybody has asked once before the start. */
  request(packets: readonly number[]): void {
    const memory = this.#memory;
    while (memory.load(this.#returns) !== READ) memory.wait(this.#returns, WRITTEN, Infinity);
    for (const [place, packet] of packets.entries()) memory.write(this.#returns + 2 + place, packet);
    memory.write(this.#returns + 1, packets.length);
    memory.store(this.#returns, WRITTEN);
  }

  /** `rte_distributor_poll_pkt` until something was sent; no packets is an answer too. */
  take(): number[] {
    const memory = this.#memory;
    while (memory.load(this.#mailbox) !== DELIVERED) memory.wait(this.#mailbox, FREE, Infinity);
    const count = memory.read(this.#mailbox + 1);
    const packets = Array.from({ length: count }, (_, place) => memory.read(this.#mailbox + 2 + place));
    memory.store(this.#mailbox, FREE);
    memory.notify(this.#mailbox, 1);
    return packets;
  }
}
