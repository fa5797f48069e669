// A packet's 64 bytes of payload in shared memory, the same for every peer:
//
//   32-bit words   0 packet number | 1 tag | 2 spins: how long its handler takes | 3 when the handler started, in ns modulo 2^32
//   doubles        2 … 7 content
//
// The main thread writes words 0 to 2 and the content, a handler reads all of the content and writes all of it, and the main thread
// looks at the last double: what it must be then follows from the packet's number. The content is doubles since every access costs the
// same: what is measured is the hand-over, not the payload.

export const PAYLOAD_BYTES = 64;
export const PAYLOAD_WORDS: number = PAYLOAD_BYTES / 4;

// Not exported, so that V8 takes them for constant.
const PACKET = 0;
const TAG = 1;
const SPINS = 2;
const STARTED = 3;
const CONTENT = 2;
const LAST = 7;

/** The payloads of a region. A payload is named by its first word. */
export class Payloads {
  readonly #words: Uint32Array;
  readonly #doubles: Float64Array;

  constructor(region: SharedArrayBuffer) {
    this.#words = new Uint32Array(region);
    this.#doubles = new Float64Array(region);
  }

  packet(at: number): number {
    return this.#words[at + PACKET]!;
  }

  tag(at: number): number {
    return this.#words[at + TAG]!;
  }

  spins(at: number): number {
    return this.#words[at + SPINS]!;
  }

  /** When its handler started, if that was noted. */
  started(at: number): number {
    return this.#words[at + STARTED]!;
  }

  start(at: number, stamp: number): void {
    this.#words[at + STARTED] = stamp;
  }

  fill(at: number, packet: number, tag: number, spins: number): void {
    const words = this.#words;
    words[at + PACKET] = packet;
    words[at + TAG] = tag;
    words[at + SPINS] = spins;
    const doubles = this.#doubles;
    const first = at >>> 1;
    for (let i = CONTENT; i <= LAST; i++) doubles[first + i] = packet + i;
  }

  /** What a handler does with the bytes. */
  touch(at: number): void {
    const doubles = this.#doubles;
    const first = at >>> 1;
    let sum = 0;
    for (let i = CONTENT; i <= LAST; i++) sum += doubles[first + i]!;
    for (let i = CONTENT; i <= LAST; i++) doubles[first + i] = sum - doubles[first + i]!;
  }

  /** Whether the payload went through {@link touch} once. */
  wasTouched(at: number): boolean {
    const packet = this.packet(at);
    const sum = 6 * packet + 27;
    return this.#doubles[(at >>> 1) + LAST] === sum - (packet + LAST);
  }
}
