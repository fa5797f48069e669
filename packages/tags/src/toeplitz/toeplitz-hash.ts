// The hash that network cards compute for receive-side scaling (Microsoft, "RSS hashing functions"; DPDK `rte_softrss`):
// for each set bit of the input, the 32 bits of the key that start at that bit's position are added modulo 2.
// It is linear: the hash of a whole is the exclusive or of its parts, each hashed at its own position.
import { keyBytes } from './toeplitz-key.ts';
import type { ToeplitzKey } from './toeplitz-key.ts';
import { toeplitzTables } from './toeplitz-tables.ts';

/** Addresses and ports of IPv6, the longest input of receive-side scaling: prepared at once, longer inputs when first met. */
const USUAL_LENGTH = 36;
/** Addresses and ports of IPv4; of IPv6, three times as many. */
const TUPLE_BYTES = 12;

/** A Toeplitz hash under one key. */
export class ToeplitzHash {
  /** The longest input, in bytes, that the key is long enough for: the key's length less four. */
  readonly maxLength: number;
  readonly #key: Uint8Array;
  #tables: Uint32Array;
  /** Positions that `#tables` covers. */
  #ready: number;

  /** @throws RangeError for a key shorter than five bytes, TypeError for a text that is not hexadecimal */
  constructor(key: ToeplitzKey) {
    this.#key = keyBytes(key);
    this.maxLength = this.#key.length - 4;
    if (this.maxLength < 1) throw new RangeError(`a Toeplitz key has at least 5 bytes, got ${this.#key.length}`);
    this.#ready = Math.min(this.maxLength, USUAL_LENGTH);
    this.#tables = toeplitzTables(this.#key, this.#ready);
  }

  /**
   * The hash of `length` bytes from `offset` on, a uint32. For receive-side scaling: source address, destination
   * address, source port, destination port, each in network byte order.
   *
   * A number above 2^31 - 1 that V8 returns from a function it did not inline is boxed; where that counts, store
   * `part(0, ...)` in a `Uint32Array` instead.
   * @throws RangeError when the input is longer than `maxLength` or does not lie in `bytes`
   */
  hash(bytes: Uint8Array, offset: number, length: number): number {
    return this.part(0, bytes, offset, length) >>> 0;
  }

  /**
   * What bytes that stand at `position` of the input add to its hash, an int32. The hash of an input that lies in
   * pieces is the exclusive or of its parts, `>>> 0`; no copy is needed to bring them together. Allocates nothing.
   * @throws RangeError when the piece would end past `maxLength` or does not lie in `bytes`
   */
  part(position: number, bytes: Uint8Array, offset: number, length: number): number {
    this.#check(position, bytes, offset, length);
    if (length === TUPLE_BYTES && position === 0) return this.#ipv4Tuple(bytes, offset);
    return length % TUPLE_BYTES === 0 ? this.#dozens(position, bytes, offset, length) : this.#bytes(position, bytes, offset, length);
  }

  #bytes(position: number, bytes: Uint8Array, offset: number, length: number): number {
    const tables = this.#tables;
    const end = (offset + length) | 0;
    let table = position << 8;
    let hash = 0;
    for (let at = offset | 0; at < end; at = (at + 1) | 0) {
      hash ^= tables[table | bytes[at]!]!;
      table = (table + 256) | 0;
    }
    return hash;
  }

  /** Twelve at a time is faster: an IPv6 tuple takes it three times. A loop for what is left would cost, in here, all that it gains. */
  #dozens(position: number, bytes: Uint8Array, offset: number, length: number): number {
    const tables = this.#tables;
    const end = (offset + length) | 0;
    let table = position << 8;
    let hash = 0;
    for (let at = offset | 0; at < end; at = (at + 12) | 0) {
      hash ^=
        tables[table | bytes[at]!]! ^
        tables[(table + 256) | bytes[at + 1]!]! ^
        tables[(table + 512) | bytes[at + 2]!]! ^
        tables[(table + 768) | bytes[at + 3]!]! ^
        tables[(table + 1024) | bytes[at + 4]!]! ^
        tables[(table + 1280) | bytes[at + 5]!]! ^
        tables[(table + 1536) | bytes[at + 6]!]! ^
        tables[(table + 1792) | bytes[at + 7]!]! ^
        tables[(table + 2048) | bytes[at + 8]!]! ^
        tables[(table + 2304) | bytes[at + 9]!]! ^
        tables[(table + 2560) | bytes[at + 10]!]! ^
        tables[(table + 2816) | bytes[at + 11]!]!;
      table = (table + 3072) | 0;
    }
    return hash;
  }

  /** The commonest input without a loop. */
  #ipv4Tuple(bytes: Uint8Array, at: number): number {
    const tables = this.#tables;
    return (
      tables[bytes[at]!]! ^
      tables[256 | bytes[at + 1]!]! ^
      tables[512 | bytes[at + 2]!]! ^
      tables[768 | bytes[at + 3]!]! ^
      tables[1024 | bytes[at + 4]!]! ^
      tables[1280 | bytes[at + 5]!]! ^
      tables[1536 | bytes[at + 6]!]! ^
      tables[1792 | bytes[at + 7]!]! ^
      tables[2048 | bytes[at + 8]!]! ^
      tables[2304 | bytes[at + 9]!]! ^
      tables[2560 | bytes[at + 10]!]! ^
      tables[2816 | bytes[at + 11]!]!
    );
  }

  #check(position: number, bytes: Uint8Array, offset: number, length: number): void {
    if (position + length > this.#ready) this.#prepare(position + length);
    // Written so that NaN fails too.
    if (!(position >= 0 && length >= 0 && offset >= 0 && offset + length <= bytes.length)) refuse(position, bytes, offset, length);
  }

  #prepare(positions: number): void {
    if (positions > this.maxLength) {
      throw new RangeError(`a key of ${this.#key.length} bytes hashes at most ${this.maxLength} bytes of input (key length less 4), got ${positions}`);
    }
    this.#tables = toeplitzTables(this.#key, positions);
    this.#ready = positions;
  }
}

function refuse(position: number, bytes: Uint8Array, offset: number, length: number): never {
  throw new RangeError(`cannot hash ${length} bytes at offset ${offset} of ${bytes.length} bytes as position ${position} of an input`);
}
