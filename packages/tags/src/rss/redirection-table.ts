// The table by which a card turns the low bits of a hash into a receive queue (DPDK `rte_eth_dev_rss_reta_update`,
// Microsoft's indirection table). Moving an entry moves all the flows whose hashes end in its index, and no other.
import { requireInteger } from '../require-integer.ts';

const MAX_ENTRIES = 65_536;
const MAX_QUEUES = 65_536;
/** As many entries as one mask of an update covers. */
const GROUP = 64;

/** A redirection table: hash to queue. */
export class RedirectionTable {
  /** How many entries: a power of two. */
  readonly size: number;
  /** How many queues: entries are below this. */
  readonly queues: number;
  readonly #entries: Uint16Array;

  /**
   * Entries start spread equally: entry `i` is queue `i` modulo `queues`.
   * @param size a power of two from 2 to 65,536; cards have 64, 128, 256 or 512
   * @param queues 1 to 65,536
   * @throws RangeError that carries the value
   */
  constructor(size: number, queues: number) {
    this.size = requireInteger('size', size, 2, MAX_ENTRIES);
    if ((size & (size - 1)) !== 0) throw new RangeError(`size must be a power of two, got ${size}`);
    this.queues = requireInteger('queues', queues, 1, MAX_QUEUES);
    this.#entries = new Uint16Array(size);
    this.spread(queues);
  }

  /** The queue for a hash. */
  queueOf(hash: number): number {
    return this.#entries[hash & (this.size - 1)]!;
  }

  /** The queue in entry `index`. @throws RangeError when there is no such entry */
  entry(index: number): number {
    return this.#entries[this.#requireIndex(index)]!;
  }

  /** @throws RangeError when there is no such entry or no such queue; the table is then as it was */
  setEntry(index: number, queue: number): void {
    this.#requireIndex(index);
    this.#entries[index] = this.#requireQueue(queue);
  }

  /**
   * Rewrites part of one group of 64 entries: entry `64 * group + i` becomes `queues[i]` where bit `i` of `mask` is set.
   * All or nothing.
   * @param group 0 to `size / 64 - 1`; a smaller table is one group
   * @param queues indexed as the group is; what the mask leaves out is not looked at
   * @throws RangeError for a group, a mask bit or a queue that does not exist; the table is then as it was
   */
  update(group: number, mask: bigint, queues: ArrayLike<number>): void {
    const inGroup = Math.min(this.size, GROUP);
    requireInteger('group', group, 0, this.size / inGroup - 1);
    if (mask < 0n || mask >> BigInt(inGroup) !== 0n) {
      throw new RangeError(`mask must be bits 0 to ${inGroup - 1}, got ${mask.toString()}`);
    }
    const chosen: number[] = [];
    for (let i = 0; i < inGroup; i++) if (((mask >> BigInt(i)) & 1n) === 1n) chosen.push(i);
    for (const i of chosen) this.#requireQueue(queues[i] ?? Number.NaN);
    for (const i of chosen) this.#entries[GROUP * group + i] = queues[i]!;
  }

  /** Gives the first `queues` queues equal shares, to within one entry. @throws RangeError when the table has fewer queues */
  spread(queues: number): void {
    requireInteger('queues', queues, 1, this.queues);
    for (let i = 0; i < this.size; i++) this.#entries[i] = i % queues;
  }

  #requireIndex(index: number): number {
    return requireInteger('index', index, 0, this.size - 1);
  }

  #requireQueue(queue: number): number {
    return requireInteger('queue', queue, 0, this.queues - 1);
  }
}
