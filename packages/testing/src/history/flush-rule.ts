// Finite: a flush ends when every accepted packet has been returned, and then it does end. It may end early, and say so, when all that is
// left waits for a decision about a dead worker's packet; it may wait for a handler, and for a worker when there is none.
import type { Findings } from './findings.ts';
import type { PacketTable } from './packet-table.ts';
import { Place } from './whereabouts.ts';
import type { Whereabouts } from './whereabouts.ts';

/** Packets named in one violation. */
const NAMED = 3;

export class FlushRule {
  /** Flushes of which the end was judged. */
  judged = 0;
  readonly #packets: PacketTable;
  readonly #tagIds: ArrayLike<number>;
  readonly #where: Whereabouts;
  readonly #findings: Findings;
  /** The row of the call that has not ended, -1 for none. */
  #began = -1;

  constructor(packets: PacketTable, tagIds: ArrayLike<number>, where: Whereabouts, findings: Findings) {
    this.#packets = packets;
    this.#tagIds = tagIds;
    this.#where = where;
    this.#findings = findings;
  }

  began(row: number): void {
    this.#began = row;
  }

  ended(remaining: number, row: number): void {
    const began = this.#began;
    this.#began = -1;
    this.judged += 1;
    if (this.#where.outstanding === 0 && remaining === 0) return;
    const { early, outstanding } = this.#left();
    if (early.length > 0) this.#tell(early, began, row);
    else if (remaining !== outstanding) {
      this.#findings.add('flush-early', row, -1, [], [], () => `flush ended and said that ${remaining} packets are outstanding, where ${outstanding} are`, [began, row]);
    }
  }

  abandoned(): void {
    this.#began = -1;
  }

  /** Nothing moves any more: a flush that is still under way needs a reason. */
  rested(row: number): void {
    if (this.#began === -1) return;
    const { outstanding, claimed, suspects, idle } = this.#where;
    this.judged += 1;
    const waits = outstanding > 0 && (claimed > 0 || suspects > 0 || idle.size === 0);
    if (!waits) this.#neverEnds(row, 'nothing moves any more');
  }

  /** The history ends. @param atRest nothing is outstanding any more */
  end(atRest: boolean, row: number): void {
    if (this.#began === -1 || !atRest || this.#where.outstanding > 0) return;
    this.judged += 1;
    this.#neverEnds(row, 'the run is over');
  }

  #neverEnds(row: number, since: string): void {
    const began = this.#began;
    const { outstanding } = this.#where;
    this.#began = -1;
    this.#findings.add('never-ends', row, -1, [], [], () =>
      `flush has not ended although ${since}, nothing is with a worker and ${outstanding} packets are outstanding`, [began, row]);
  }

  #tell(early: readonly number[], began: number, row: number): void {
    const { id, tag } = this.#packets;
    const named = early.slice(0, NAMED);
    const names = named.map((packet) => `packet ${id[packet]!} of tag ${this.#tagIds[tag[packet]!]!}`).join(', ');
    const more = early.length > NAMED ? ` and ${early.length - NAMED} more` : '';
    this.#findings.add('flush-early', row, named.length === 1 ? this.#tagIds[tag[named[0]!]!]! : -1, named.map((packet) => id[packet]!), [], () =>
      `flush ended while ${early.length === 1 ? 'a packet was' : `${early.length} packets were`} outstanding: ${names}${more}`, [began, row]);
  }

  /** How many packets are outstanding, and those of them that do not wait for a decision about a suspect of their tag. */
  #left(): { readonly early: readonly number[]; readonly outstanding: number } {
    const { tag } = this.#packets;
    const outstanding = Array.from(tag.keys()).filter((packet) => this.#where.isOutstanding(packet));
    const undecided = new Set(outstanding.filter((packet) => this.#where.placeOf(packet) === Place.SUSPECT).map((packet) => tag[packet]!));
    return { early: outstanding.filter((packet) => !undecided.has(tag[packet]!)), outstanding: outstanding.length };
  }
}
