// Who may get packets of a free tag, and whose turn it is.
import { NONE } from '../flows/flow-table.ts';
import type { Flows } from '../flows/flows.ts';
import { maxInt, minInt } from '../int-math.ts';
import type { Lanes } from './lanes.ts';
import type { DistributorLimits } from './options.ts';
import type { StallWatch } from './stall-watch.ts';
import { WorkerSet } from './worker-set.ts';

/** More packets than there are. */
const ENDLESS = 2 ** 30;

export class Roster {
  /** Workers that are there. */
  readonly present: WorkerSet;
  /** Workers that may get another tag: there, with room, not stalled, and no flow of theirs waits. */
  readonly open: WorkerSet;
  /** Open workers that hold nothing. */
  readonly idle: WorkerSet;
  readonly #lanes: Lanes;
  readonly #flows: Flows;
  readonly #stalls: StallWatch;
  readonly #burst: number;
  #worker = 0;
  /** How many more packets {@link #worker} gets before another one's turn. */
  #turn = 0;
  #turnLength = 1;
  /**
   * The shortest turn. It shrinks when packets had to be taken back for idle workers and grows while that is not needed:
   * slow handlers get few packets each, fast ones whole bursts, which cost less.
   */
  #shortest = 1;
  #untouched = 0;
  #next = 0;

  constructor({ workers, burst }: Pick<DistributorLimits, 'workers' | 'burst'>, lanes: Lanes, flows: Flows, stalls: StallWatch) {
    this.present = new WorkerSet(workers);
    this.open = new WorkerSet(workers);
    this.idle = new WorkerSet(workers);
    this.#lanes = lanes;
    this.#flows = flows;
    this.#stalls = stalls;
    this.#burst = burst;
  }

  /** Begins to share out so many packets: turns are a whole burst, or an equal share while workers have nothing. */
  share(packets: number): void {
    const idle = this.idle.size;
    this.#turnLength = idle === 0 ? this.#burst : maxInt(this.#shortest, minInt(this.#burst, ((packets + idle - 1) / idle) | 0));
    this.#turn = 0;
  }

  /** The worker whose turn it is to get free tags, or NONE. */
  current(): number {
    if (this.#turn > 0 && this.open.has(this.#worker)) return this.#worker;
    const worker = this.#choose();
    if (worker !== NONE) {
      this.#worker = worker;
      // No worker becomes open while packets are placed: where one alone is, its turn lasts.
      const length = this.open.size === 1 ? ENDLESS : this.#turnLength;
      this.#turn = this.#stalls.isDoubted(worker) ? 1 : length;
    }
    return worker;
  }

  /** How many packets {@link current} gets before another one's turn. */
  get left(): number {
    return this.#turn;
  }

  /** The worker got so many packets of its turn. */
  spend(packets: number): void {
    this.#turn = maxInt(0, this.#turn - packets);
  }

  /** Packets came back from workers without any having been taken back. */
  settled(packets: number): void {
    this.#untouched += packets;
    if (this.#untouched < 64 * this.#shortest) return;
    this.#untouched = 0;
    this.#shortest = minInt(this.#burst, this.#shortest * 2);
  }

  /** Packets were taken back for idle workers. */
  disturbed(): void {
    this.#untouched = 0;
    this.#shortest = maxInt(1, this.#shortest >> 1);
  }

  /** A worker that had nothing gets packets. */
  engage(worker: number): void {
    this.idle.remove(worker);
    this.#stalls.moved(worker);
    if (this.#stalls.isDoubted(worker)) this.open.remove(worker);
  }

  /** A worker has no room left. */
  fill(worker: number): void {
    this.open.remove(worker);
  }

  /** Finds out whether a worker may get other tags, after anything that can change it; a number below 0 is nobody. */
  update(worker: number): void {
    if (worker < 0) return;
    const room = this.#stalls.isDoubted(worker) ? 1 - this.#lanes.held(worker) : this.#lanes.room(worker);
    const open = this.present.has(worker) && room > 0 && this.#flows.waitingFor(worker) === 0 && !this.#stalls.isStalled(worker);
    if (open) this.open.add(worker);
    else this.open.remove(worker);
    if (open && this.#lanes.held(worker) === 0) this.idle.add(worker);
    else this.idle.remove(worker);
  }

  #choose(): number {
    const idle = this.idle.size;
    if (idle > 0) return this.idle.at(idle - 1);
    const open = this.open.size;
    if (open === 0) return NONE;
    // The emptier of two neighbours: nearly as even as the emptiest of all, at a cost that does not grow with their number.
    if (++this.#next >= open) this.#next = 0;
    const one = this.open.at(this.#next);
    const other = this.open.at(this.#next + 1 < open ? this.#next + 1 : 0);
    return this.#lanes.held(one) <= this.#lanes.held(other) ? one : other;
  }
}
