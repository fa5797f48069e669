// Crash-exact, where the other rules do not see it: who may become a suspect when a worker dies, and that nothing of the dead worker's
// starts again unless somebody has said so. (Its tag's lock is Exclusive's to watch, the order of what goes elsewhere Ordered's.)
import type { Findings } from './findings.ts';
import { Seen } from './packet-table.ts';
import type { PacketTable } from './packet-table.ts';

export class CrashRule {
  /** Workers that died. */
  deaths = 0;
  readonly #packets: PacketTable;
  readonly #tagIds: ArrayLike<number>;
  readonly #findings: Findings;
  readonly #notes: boolean;
  /** The worker that each packet last started in, and which life of that worker. */
  readonly #startedIn: Uint16Array;
  readonly #startedLife: Uint16Array;
  /** How often each worker was lost, and the row of the last time. */
  readonly #lives = new Uint16Array(0x10000);
  readonly #lostAt = new Map<number, number>();
  /** The packet each worker started last in this life; the packet it died in, once that is known. */
  readonly #lastStarted = new Map<number, number>();
  readonly #suspectOf = new Map<number, number>();
  /** Workers that have started a packet of what they hold: their note says what they are in. Before that it says nothing. */
  readonly #noted = new Set<number>();

  constructor(packets: PacketTable, tagIds: ArrayLike<number>, notes: boolean, findings: Findings) {
    this.#packets = packets;
    this.#tagIds = tagIds;
    this.#findings = findings;
    this.#notes = notes;
    this.#startedIn = new Uint16Array(packets.id.length);
    this.#startedLife = new Uint16Array(packets.id.length);
  }

  /** True when the worker that the packet last started in has died since. */
  diedWith(packet: number): boolean {
    return this.#packets.has(packet, Seen.STARTED) && this.#startedLife[packet] !== this.#lives[this.#startedIn[packet]!];
  }

  started(packet: number, worker: number): void {
    this.#startedIn[packet] = worker;
    this.#startedLife[packet] = this.#lives[worker]!;
    this.#lastStarted.set(worker, packet);
    this.#noted.add(worker);
  }

  /** It claimed packets, or handed some back: its note is of before. */
  turned(worker: number): void {
    this.#noted.delete(worker);
  }

  workerLost(worker: number, row: number): void {
    this.deaths += 1;
    this.#lives[worker] = this.#lives[worker]! + 1;
    this.#lostAt.set(worker, row);
    this.#suspectOf.delete(worker);
  }

  /** Before the packet counts as a suspect. */
  suspect(packet: number, worker: number, row: number): void {
    const { id } = this.#packets;
    const inWorker = this.#hasStarted(packet) ? this.#startedIn[packet]! : worker;
    const notes = this.#notes && this.#noted.has(worker);
    const said = `is said to be what worker ${worker} died in`;
    const other = this.#suspectOf.get(worker);
    const last = this.#lastStarted.get(worker);
    if (this.#packets.has(packet, Seen.RETURNED | Seen.DROPPED)) this.#broken(packet, [worker], row, `${said}, and had come back before`);
    else if (inWorker !== worker) this.#broken(packet, [worker, inWorker], row, `${said}, and was in worker ${inWorker}`);
    else if (notes && other !== undefined) this.#broken(packet, [worker], row, `${said}, and so is packet ${id[other]!}, although it notes what it is in`, [other]);
    else if (notes && this.#hasStarted(packet) && last !== undefined && last !== packet) this.#broken(packet, [worker], row, `${said}, which had gone on to packet ${id[last]!}`, [last]);
    this.#suspectOf.set(worker, packet);
  }

  /** It has started and is not to start again. */
  #hasStarted(packet: number): boolean {
    return this.#packets.has(packet, Seen.STARTED) && !this.#packets.has(packet, Seen.RETRIED);
  }

  /** A packet of a dead worker starts again, and nobody has said retry. */
  startedAgain(packet: number, worker: number, row: number): void {
    const before = this.#startedIn[packet]!;
    const what = this.#packets.has(packet, Seen.FINISHED) ? 'which had finished it' : 'which died in it';
    this.#broken(packet, [worker, before], row, `started again in worker ${worker} after the death of worker ${before}, ${what}, and nobody had said retry`);
  }

  #broken(packet: number, workers: readonly number[], row: number, what: string, others: readonly number[] = []): void {
    const { id, tag } = this.#packets;
    const tagId = this.#tagIds[tag[packet]!]!;
    const lost = workers.flatMap((worker) => this.#lostAt.get(worker) ?? []);
    this.#findings.add('crash-result', row, tagId, [id[packet]!, ...others.map((other) => id[other]!)], workers, () => `packet ${id[packet]!} of tag ${tagId} ${what}`, lost);
  }
}
