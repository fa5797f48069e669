// Exclusive: from its start until it is handed back a packet holds its tag. Two lists a tag, linked through the packet table:
// those in a handler (running), and those finished and not handed back (held). In a kept history each is of one worker.
import type { Findings } from './findings.ts';
import { Seen } from './packet-table.ts';
import type { PacketTable } from './packet-table.ts';
import { PacketList } from './packet-list.ts';

export class ExclusiveRule {
  readonly #packets: PacketTable;
  readonly #findings: Findings;
  readonly #tagIds: ArrayLike<number>;
  readonly #running: PacketList;
  readonly #held: PacketList;
  readonly #handBacks: boolean;
  /** How often each worker was lost: what an earlier life of it held is free. */
  readonly #lives = new Uint16Array(0x10000);

  /** @param handBacks the history says when packets are handed back; else a tag is free when its handler ends */
  constructor(packets: PacketTable, tagIds: ArrayLike<number>, handBacks: boolean, findings: Findings) {
    this.#packets = packets;
    this.#tagIds = tagIds;
    this.#findings = findings;
    this.#handBacks = handBacks;
    this.#running = new PacketList(packets, tagIds.length, Seen.RUNNING);
    this.#held = new PacketList(packets, tagIds.length, Seen.HELD);
  }

  started(packet: number, worker: number, row: number): void {
    this.#leave(packet);
    const { tag } = this.#packets;
    const running = this.#running.head(tag[packet]!);
    const held = this.#holder(tag[packet]!);
    if (running !== -1) this.#overlap(packet, running, worker, row);
    else if (held !== -1 && this.#packets.worker[held] !== worker) this.#notHandedBack(packet, held, worker, row);
    this.#packets.worker[packet] = worker;
    this.#packets.life[packet] = this.#lives[worker]!;
    this.#running.enter(packet);
  }

  finished(packet: number): void {
    this.#leave(packet);
    if (this.#handBacks) this.#held.enter(packet);
  }

  handedBack(packet: number): void {
    this.#leave(packet);
  }

  workerLost(worker: number): void {
    this.#lives[worker] = this.#lives[worker]! + 1;
  }

  suspect(packet: number, worker: number): void {
    this.#leave(packet);
    this.#packets.worker[packet] = worker;
    this.#running.enter(packet);
  }

  decided(packet: number): void {
    this.#leave(packet);
  }

  /** The packet that holds the tag although its handler has ended, -1 when none does. */
  #holder(tag: number): number {
    for (;;) {
      const held = this.#held.head(tag);
      if (held === -1 || this.#packets.life[held] === this.#lives[this.#packets.worker[held]!]) return held;
      this.#held.leave(held);
    }
  }

  #leave(packet: number): void {
    this.#running.leave(packet);
    this.#held.leave(packet);
  }

  #overlap(packet: number, other: number, worker: number, row: number): void {
    const { id, tag } = this.#packets;
    const otherWorker = this.#packets.worker[other]!;
    const tagId = this.#tagIds[tag[packet]!]!;
    const suspect = this.#packets.has(other, Seen.SUSPECT);
    this.#findings.add(suspect ? 'passed-suspect' : 'overlap', row, tagId, [id[packet]!, id[other]!], [worker, otherWorker], () =>
      suspect
        ? `packet ${id[packet]!} of tag ${tagId} started in worker ${worker} although packet ${id[other]!}, in which worker ${otherWorker} died, was undecided`
        : `packet ${id[packet]!} of tag ${tagId} started in worker ${worker} while packet ${id[other]!} was in worker ${otherWorker}`,
    );
  }

  #notHandedBack(packet: number, other: number, worker: number, row: number): void {
    const { id, tag } = this.#packets;
    const otherWorker = this.#packets.worker[other]!;
    const tagId = this.#tagIds[tag[packet]!]!;
    this.#findings.add('not-handed-back', row, tagId, [id[packet]!, id[other]!], [worker, otherWorker], () =>
      `packet ${id[packet]!} of tag ${tagId} started in worker ${worker} before worker ${otherWorker} had handed packet ${id[other]!} back`,
    );
  }
}
