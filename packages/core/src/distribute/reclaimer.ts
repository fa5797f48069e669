// Takes packets out of lanes that no worker has claimed: because their worker has left or stalls, or for workers that have
// nothing to do.
import type { Flows } from '../flows/flows.ts';
import { maxInt } from '../int-math.ts';
import { claimedOf, handedBackOf, publishedOf } from '../slot/handshake.ts';
import { FreeFlowFinder } from './free-flow-finder.ts';
import type { Lanes } from './lanes.ts';
import type { HeldPacket } from './lost-lane.ts';
import type { DistributorLimits } from './options.ts';
import type { Roster } from './roster.ts';

export class Reclaimer {
  takenBack = 0;
  readonly #lanes: Lanes;
  readonly #flows: Flows;
  readonly #roster: Roster;
  readonly #finder: FreeFlowFinder;

  constructor(limits: DistributorLimits, lanes: Lanes, flows: Flows, roster: Roster) {
    this.#lanes = lanes;
    this.#flows = flows;
    this.#roster = roster;
    this.#finder = new FreeFlowFinder(lanes, flows, limits.capacity, limits.laneCapacity);
  }

  /** Takes the packets from a position on back into the backlogs, newest first; false if the worker was faster. */
  takeBack(worker: number, word: number, from: number): boolean {
    const lanes = this.#lanes;
    lanes.record(worker, this.#flows);
    if (!lanes.takeBack(worker, word, from)) return false;
    this.takenBack += this.emptyFrom(worker, from);
    return true;
  }

  emptyFrom(worker: number, from: number): number {
    const lanes = this.#lanes;
    let count = 0;
    for (; lanes.tail(worker) !== from; count++) {
      const position = lanes.unwrite(worker);
      this.#flows.giveBack(worker, this.#flows.recordOf(lanes.tagAt(worker, position)), lanes.handleAt(worker, position), lanes.takeMark(worker, position));
    }
    this.#roster.update(worker);
    return count;
  }

  /**
   * Takes the newest free flows out of a lane: all, or the share of the idle workers. They go whole: what is taken back
   * really gets free.
   */
  reclaim(worker: number, word: number, all: boolean): boolean {
    // A lane of one tag has nothing to give: its worker is in a packet of it, or about to be. Without a look, all of them got records.
    if (!all && this.#lanes.isOneTag(worker, handedBackOf(word), publishedOf(word))) return false;
    this.#lanes.record(worker, this.#flows);
    const flows = this.#finder.find(worker, claimedOf(word), publishedOf(word));
    const idle = this.#roster.idle.size;
    const share = all ? flows : maxInt(1, ((flows * idle) / (idle + 1)) | 0);
    return flows > 0 && this.takeBack(worker, word, this.#finder.start(flows - share));
  }

  /** Takes the newest packet of a lost worker out of its lane; its flow stays locked until the caller has decided. */
  suspend(worker: number): HeldPacket {
    const position = this.#lanes.unwrite(worker);
    const tag = this.#lanes.tagAt(worker, position);
    const record = this.#flows.recordOf(tag);
    this.#flows.suspend(worker, record);
    const mark = this.#lanes.takeMark(worker, position);
    return { record, tag, handle: this.#lanes.handleAt(worker, position), mark };
  }
}
