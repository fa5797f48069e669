// A packet's 64 bytes of payload in shared memory, the same for every peer. In 32-bit words:
//
//   0 packet number | 1 tag | 2 spins: how long its handler takes | 3 when the handler started, in ns modulo 2^32 | 4 … 15 content
//
// The main thread writes words 0 to 2 and the content, a handler reads all of the content and writes all of it, and the main thread
// looks at the last word: what it must be then follows from the packet's number.

export const PAYLOAD_BYTES = 64;
export const PAYLOAD_WORDS: number = PAYLOAD_BYTES / 4;
export const PACKET = 0;
export const TAG = 1;
export const SPINS = 2;
export const STARTED = 3;
const CONTENT = 4;
const LAST = 15;

export function fillPayload(words: Uint32Array, at: number, packet: number, tag: number, spins: number): void {
  words[at + PACKET] = packet;
  words[at + TAG] = tag;
  words[at + SPINS] = spins;
  for (let i = CONTENT; i <= LAST; i++) words[at + i] = packet + i;
}

/** What a handler does with the bytes. */
export function touchPayload(words: Uint32Array, at: number): void {
  let sum = 0;
  for (let i = CONTENT; i <= LAST; i++) sum = (sum + words[at + i]!) | 0;
  for (let i = CONTENT; i <= LAST; i++) words[at + i] = words[at + i]! ^ sum;
}

/** Whether the payload went through {@link touchPayload} once. */
export function wasTouched(words: Uint32Array, at: number): boolean {
  const packet = words[at + PACKET]!;
  const sum = 12 * packet + 114;
  return words[at + LAST] === ((packet + LAST) ^ sum) >>> 0;
}
