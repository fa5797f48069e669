// The distributor's side of DPDK's burst mode over shared words, for the schedule explorer: round robin by call, a match with the
// tags last sent and those of the backlog, and a release that replaces what was last sent. Nothing but the rule is in it: everybody
// is there from the start and nobody leaves. Where the original spins on a word, this sleeps until the word changes.
import type { Memory } from '@dist/core';
import { DELIVERED, FREE, READ, RULE_BURST, WRITTEN, mailboxOf, returnsOf } from './rule-words.ts';

/** When a tag is forgotten: with the next release (DPDK: its worker has taken the packets by then), or when its packets are back. */
export type RuleUnlock = 'at-take' | 'at-hand-back';

/** What the distributor knows of a worker. */
export interface Seat {
  /** Handles that wait for the next release. */
  backlog: number[];
  /** Tags of the last backlogs, which stay where they are until others are written over them. */
  readonly backlogTags: number[];
  /** Tags of the packets that were sent: of the last release, or of all that are not back. */
  sentTags: number[];
}

export class RuleDistributor {
  readonly #memory: Memory;
  readonly #tags: readonly number[];
  readonly #unlock: RuleUnlock;
  /** What it knows, all of it: for checkpoints. */
  readonly seats: readonly Seat[];
  /** Whose turn it is. */
  next = 0;

  /** @param tags the tag of each packet */
  constructor(memory: Memory, options: { readonly workers: number; readonly tags: readonly number[]; readonly unlock: RuleUnlock }) {
    this.#memory = memory;
    this.#tags = options.tags;
    this.#unlock = options.unlock;
    this.seats = Array.from({ length: options.workers }, () => ({ backlog: [], backlogTags: [], sentTags: [] }));
  }

  /** `rte_distributor_process` for one packet, the shortest chunk. */
  process(packet: number): void {
    for (const worker of this.seats.keys()) this.#handleReturns(worker);
    const worker = this.#match(this.#tags[packet]!) ?? this.next;
    const seat = this.seats[worker]!;
    if (seat.backlog.length === RULE_BURST) this.#release(worker);
    seat.backlogTags[seat.backlog.length] = this.#tags[packet]!;
    seat.backlog.push(packet);
    this.next = (this.next + 1) % this.seats.length;
    // Whoever can be sent something is, if only an empty burst.
    for (const each of this.seats.keys()) if (this.#memory.load(mailboxOf(each)) === FREE) this.#release(each);
  }

  #match(tag: number): number | undefined {
    const worker = this.seats.findLastIndex(({ sentTags, backlog, backlogTags }) => {
      const waiting = this.#unlock === 'at-take' ? backlogTags : backlogTags.slice(0, backlog.length);
      return sentTags.includes(tag) || waiting.includes(tag);
    });
    return worker < 0 ? undefined : worker;
  }

  #release(worker: number): void {
    const memory = this.#memory;
    const mailbox = mailboxOf(worker);
    const seat = this.seats[worker]!;
    while (memory.load(mailbox) !== FREE) {
      memory.wait(mailbox, DELIVERED, Infinity);
      this.#handleReturns(worker);
    }
    const sent = seat.backlog;
    for (const [place, packet] of sent.entries()) memory.write(mailbox + 2 + place, packet);
    memory.write(mailbox + 1, sent.length);
    const tags = sent.map((packet) => this.#tags[packet]!);
    // The fault: the worker may still be in the packets whose tags stood here.
    seat.sentTags = this.#unlock === 'at-take' ? tags : [...seat.sentTags, ...tags];
    seat.backlog = [];
    memory.store(mailbox, DELIVERED);
    memory.notify(mailbox, 1);
  }

  #handleReturns(worker: number): void {
    const memory = this.#memory;
    const returns = returnsOf(worker);
    if (memory.load(returns) !== WRITTEN) return;
    const count = memory.read(returns + 1);
    for (let place = 0; place < count; place += 1) {
      const tag = this.#tags[memory.read(returns + 2 + place)]!;
      const { sentTags } = this.seats[worker]!;
      if (this.#unlock === 'at-hand-back') sentTags.splice(sentTags.indexOf(tag), 1);
    }
    memory.store(returns, READ);
    memory.notify(returns, 1);
  }
}
