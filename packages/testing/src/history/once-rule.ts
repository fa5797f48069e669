// Once: each packet goes its way exactly once, and whatever does not come back was dropped by a call that said how many.
import type { ViolationKind } from '../verdict/violation-kind.ts';
import type { Findings } from './findings.ts';
import { NO_WORKER } from './history.ts';
import { Seen } from './packet-table.ts';
import type { PacketTable } from './packet-table.ts';

export class OnceRule {
  readonly #packets: PacketTable;
  readonly #findings: Findings;
  readonly #tagIds: ArrayLike<number>;
  /** Pairs: packets submitted so far, and how many a call then dropped without naming them. */
  readonly #clears: { readonly submitted: number; readonly count: number; readonly row: number }[] = [];

  constructor(packets: PacketTable, tagIds: ArrayLike<number>, findings: Findings) {
    this.#packets = packets;
    this.#tagIds = tagIds;
    this.#findings = findings;
  }

  /** @param excused that it starts again was told already */
  started(packet: number, worker: number, row: number, excused: boolean): void {
    const { state } = this.#packets;
    const twice = this.#packets.has(packet, Seen.STARTED) && !this.#packets.has(packet, Seen.RETRIED);
    if (twice && excused) state[packet] = state[packet]! & ~Seen.SUSPECT;
    else if (twice) this.#broken('started-twice', packet, [worker, this.#packets.worker[packet]!], row, `started a second time, in worker ${worker}`);
    else if (this.#packets.has(packet, Seen.RETURNED | Seen.DROPPED)) this.#broken('out-of-nowhere', packet, [worker], row, `started in worker ${worker} after its end`);
    state[packet] = (state[packet]! | Seen.STARTED | Seen.ACCEPTED) & ~(Seen.RETRIED | Seen.FINISHED | Seen.HANDED_BACK);
  }

  finished(packet: number, worker: number, row: number): void {
    if (!this.#packets.has(packet, Seen.STARTED)) this.#broken('out-of-nowhere', packet, [worker], row, `finished in worker ${worker} and had not started`);
    this.#packets.set(packet, Seen.FINISHED);
  }

  returned(packet: number, row: number): void {
    if (this.#packets.has(packet, Seen.RETURNED)) this.#broken('returned-twice', packet, [], row, 'came back a second time');
    else if (this.#packets.has(packet, Seen.DROPPED)) this.#broken('returned-twice', packet, [], row, 'came back after it had been dropped');
    else if (!this.#packets.has(packet, Seen.FINISHED)) this.#broken('out-of-nowhere', packet, [], row, 'came back and had not finished');
    this.#packets.set(packet, Seen.RETURNED);
  }

  dropped(packet: number, row: number): void {
    if (this.#packets.has(packet, Seen.RETURNED | Seen.DROPPED)) this.#broken('returned-twice', packet, [], row, 'was dropped after its end');
    this.#packets.set(packet, Seen.DROPPED);
  }

  cleared(submitted: number, count: number, row: number): void {
    this.#clears.push({ submitted, count, row });
  }

  wrongTag(packet: number, tagId: number, worker: number, row: number): void {
    this.#broken('wrong-tag', packet, worker === NO_WORKER ? [] : [worker], row, `was seen with tag ${tagId}`);
  }

  neverSubmitted(id: number, tagId: number, worker: number, row: number): void {
    const where = worker === NO_WORKER ? 'came back' : `was in worker ${worker}`;
    this.#findings.add('never-submitted', row, tagId, [id], worker === NO_WORKER ? [] : [worker], () => `packet ${id} of tag ${tagId} ${where} and had never been submitted`);
  }

  submittedTwice(packet: number, row: number): void {
    this.#broken('submitted-twice', packet, [], row, 'was submitted a second time under the same number');
  }

  /**
   * The end of the run: what is missing is lost, but for as many as unnamed drops account for.
   * @param count packets submitted
   * @param diedWith whether the worker that a packet was last in has died since
   * @param isLost whether a packet that has not come back should have
   * @param atRest nothing is outstanding any more: drops that nothing is missing for are an error too
   */
  ended(count: number, isLost: (packet: number) => boolean, diedWith: (packet: number) => boolean, atRest: boolean, row: number): void {
    const missing: number[] = [];
    for (let packet = 0; packet < count; packet += 1) {
      if (this.#packets.has(packet, Seen.ACCEPTED) && !this.#packets.has(packet, Seen.RETURNED | Seen.DROPPED)) missing.push(packet);
    }
    const dropped = this.#accountFor(missing, atRest);
    const note = dropped > 0 ? ` (${dropped} more were dropped without being named: it may be one of those that is lost instead)` : '';
    // Finished ones first are the likeliest to have been dropped.
    const lost = missing.filter((packet) => isLost(packet));
    lost.sort((a, b) => Number(this.#packets.has(b, Seen.FINISHED)) - Number(this.#packets.has(a, Seen.FINISHED)) || a - b);
    for (const packet of lost.slice(dropped).sort((a, b) => a - b)) {
      const started = this.#packets.has(packet, Seen.STARTED);
      const worker = this.#packets.worker[packet]!;
      if (this.#packets.has(packet, Seen.FINISHED) && !this.#packets.has(packet, Seen.HANDED_BACK) && diedWith(packet)) {
        this.#broken('crash-result', packet, [worker], row, `is lost: worker ${worker} had finished it before it died${note}`);
      } else this.#broken('lost', packet, started ? [worker] : [], row, `is lost: it ${this.#stage(packet)}${note}`);
    }
  }

  #stage(packet: number): string {
    if (!this.#packets.has(packet, Seen.STARTED)) return 'never started';
    if (this.#packets.has(packet, Seen.SUSPECT)) return 'waits for a decision about what a dead worker was in';
    return this.#packets.has(packet, Seen.FINISHED) ? 'was finished and never came back' : 'never finished';
  }

  /** How many of the missing packets the unnamed drops account for. */
  #accountFor(missing: readonly number[], atRest: boolean): number {
    let used = 0;
    let before = 0;
    for (const { submitted, count, row } of this.#clears) {
      while (before < missing.length && missing[before]! < submitted) before += 1;
      const taken = Math.min(count, before - used);
      used += taken;
      if (taken < count && atRest) {
        this.#findings.add('drop-count', row, -1, [], [], () => `a call said that it dropped ${count} packets, and only ${taken} are missing`);
      }
    }
    return used;
  }

  #broken(kind: ViolationKind, packet: number, workers: readonly number[], row: number, what: string): void {
    const id = this.#packets.id[packet]!;
    const tagId = this.#tagIds[this.#packets.tag[packet]!]!;
    this.#findings.add(kind, row, tagId, [id], workers, () => `packet ${id} of tag ${tagId} ${what}`);
  }
}
