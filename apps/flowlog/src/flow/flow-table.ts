// 5-tuple -> dense flow index, exact: a hash finds the bucket, the whole tuple decides. The index is the packet's tag, so two
// different flows never share a lock, however their hashes fall; a hash as the tag would let strangers wait for each other.
// All memory is there from the start: buckets over records from a free list, an insertion takes a record, a removal gives it back.
import { ADDRESSES, CHAIN, HASH, KEY_BYTES, KEY_DOUBLES_SHIFT, KEY_WORDS_SHIFT, LAST_SEEN, PORTS, WHAT, addressWords } from './flow-keys.ts';

/** Every record is in use: remove a flow, then ask again. */
export const FULL = -1;
const NONE = -1;

export class FlowTable {
  readonly capacity: number;
  readonly words: Int32Array<ArrayBuffer>;
  readonly doubles: Float64Array<ArrayBuffer>;
  /** Bucket -> its newest record + 1; 0 = empty, so that fresh memory needs no filling. */
  readonly #buckets: Int32Array;
  readonly #mask: number;
  readonly #seed: number;
  /** Records from here on were never used. */
  #unused = 0;
  /** The newest record that was given back, NONE = none; they are linked by their chain words. */
  #free = NONE;
  #size = 0;

  /** @param seed makes the hash another one each run, so that nobody can send flows that all fall into one bucket. */
  constructor(capacity: number, seed: number) {
    const buckets = 2 ** Math.ceil(Math.log2(Math.max(2, capacity)));
    const records = new ArrayBuffer(capacity * KEY_BYTES);
    this.capacity = capacity;
    this.words = new Int32Array(records);
    this.doubles = new Float64Array(records);
    this.#buckets = new Int32Array(buckets);
    this.#mask = buckets - 1;
    this.#seed = seed | 0;
  }

  get size(): number {
    return this.#size;
  }

  /** Flow indexes in use are below this. */
  get indexEnd(): number {
    return this.#unused;
  }

  isUsed(flow: number): boolean {
    return this.words[(flow << KEY_WORDS_SHIFT) + WHAT] !== 0;
  }

  /**
   * The index of the packet's flow, which is added if it is new; FULL when there is no record for it.
   * @param view where the addresses stand, source then destination, at byte `at`.
   * @param what see `packWhat`.
   * @param ports source << 16 | destination, 0 when there are none.
   * @param packet the packet's number, noted as the flow's last.
   */
  find(view: DataView, at: number, what: number, ports: number, packet: number): number {
    const words = this.words;
    const count = addressWords(what);
    let hash = mix(mix(this.#seed, what), ports);
    for (let word = 0; word < count; word++) hash = mix(hash, view.getInt32(at + (word << 2)));
    hash = finish(hash);
    const bucket = hash & this.#mask;
    let flow = this.#buckets[bucket]! - 1;
    while (flow !== NONE) {
      const record = flow << KEY_WORDS_SHIFT;
      if (words[record + HASH] === hash && words[record + PORTS] === ports && words[record + WHAT] === what) {
        let word = 0;
        while (word < count && words[record + ADDRESSES + word] === view.getInt32(at + (word << 2))) word++;
        if (word === count) {
          this.doubles[(flow << KEY_DOUBLES_SHIFT) + LAST_SEEN] = packet;
          return flow;
        }
      }
      flow = words[record + CHAIN]!;
    }
    if (this.#size === this.capacity) return FULL;
    flow = this.#take();
    const record = flow << KEY_WORDS_SHIFT;
    words[record + HASH] = hash;
    words[record + CHAIN] = this.#buckets[bucket]! - 1;
    words[record + WHAT] = what;
    words[record + PORTS] = ports;
    for (let word = 0; word < 8; word++) words[record + ADDRESSES + word] = word < count ? view.getInt32(at + (word << 2)) : 0;
    this.doubles[(flow << KEY_DOUBLES_SHIFT) + LAST_SEEN] = packet;
    this.#buckets[bucket] = flow + 1;
    this.#size++;
    return flow;
  }

  /** Number of the flow's last packet. */
  lastSeen(flow: number): number {
    return this.doubles[(flow << KEY_DOUBLES_SHIFT) + LAST_SEEN]!;
  }

  /** Forgets a flow; its index is the next one given. Only when none of its packets is outstanding: the index is their tag. */
  remove(flow: number): void {
    const words = this.words;
    const record = flow << KEY_WORDS_SHIFT;
    const bucket = words[record + HASH]! & this.#mask;
    let before = this.#buckets[bucket]! - 1;
    if (before === flow) {
      this.#buckets[bucket] = words[record + CHAIN]! + 1;
    } else {
      while (words[(before << KEY_WORDS_SHIFT) + CHAIN] !== flow) before = words[(before << KEY_WORDS_SHIFT) + CHAIN]!;
      words[(before << KEY_WORDS_SHIFT) + CHAIN] = words[record + CHAIN]!;
    }
    words[record + WHAT] = 0;
    words[record + CHAIN] = this.#free;
    this.#free = flow;
    this.#size--;
  }

  #take(): number {
    const flow = this.#free;
    if (flow === NONE) return this.#unused++;
    this.#free = this.words[(flow << KEY_WORDS_SHIFT) + CHAIN]!;
    return flow;
  }
}

/** One word into the hash, after MurmurHash3 by Austin Appleby (public domain). */
function mix(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  const h = hash ^ Math.imul(k, 0x1b873593);
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}
