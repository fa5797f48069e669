// Follows the sequence numbers of one direction of a TCP connection, as far as one capture point shows them:
//   repeated       the segment starts with bytes (or a SYN or FIN) that were seen before: a retransmission, a keep-alive probe
//   out of order   it starts with bytes that later ones have overtaken: it fills a gap
// Gaps are remembered exactly, up to four at a time; then the oldest is forgotten and what fills it later counts as repeated.
// Sequence numbers wrap, so they are compared by their difference as a signed 32-bit number (RFC 9293 section 3.4).
import {
  FIRST_SEQUENCE,
  FLAG_BITS,
  GAP,
  GAPS,
  MAX_GAPS,
  NEXT_SEQUENCE,
  OUT_OF_ORDER,
  REPEATED,
  TCP_FLAGS,
  TRACKED,
} from '../flow/flow-states.ts';

const FIN = 0x01;
const SYN = 0x02;
const RST = 0x04;

/** What of the TCP header is needed: up to and including the flags. */
export const TCP_TRACKED_BYTES = 14;

/**
 * @param words the flow states; `state` is where the flow's record starts.
 * @param l4 the TCP header, of which TCP_TRACKED_BYTES are there.
 * @param l4Length bytes of header and payload on the wire; 0 = not known (a fragment): then only the flags are taken.
 */
export function trackTcp(words: Int32Array, state: number, view: DataView, l4: number, l4Length: number): void {
  const offsetAndFlags = view.getUint16(l4 + 12);
  const flags = offsetAndFlags & FLAG_BITS;
  words[state + TCP_FLAGS] = words[state + TCP_FLAGS]! | flags;
  const header = (offsetAndFlags >>> 12) * 4;
  if (header < 20 || l4Length < header || (flags & RST) !== 0) return;
  const length = l4Length - header + (flags & SYN ? 1 : 0) + (flags & FIN ? 1 : 0);
  if (length === 0) return;
  const from = view.getInt32(l4 + 4);
  const to = (from + length) | 0;
  const tracked = words[state + TCP_FLAGS]! < 0;
  // A SYN with another number starts another connection between the same ports.
  if (!tracked || ((flags & SYN) !== 0 && from !== words[state + FIRST_SEQUENCE])) {
    words[state + TCP_FLAGS] = words[state + TCP_FLAGS]! | TRACKED;
    words[state + FIRST_SEQUENCE] = from;
    words[state + NEXT_SEQUENCE] = to;
    words[state + GAPS] = 0;
    return;
  }
  const next = words[state + NEXT_SEQUENCE]!;
  const ahead = (from - next) | 0;
  if (ahead > 0) openGap(words, state, next, from);
  else if (ahead < 0) {
    if (fillGaps(words, state, from, to)) words[state + OUT_OF_ORDER] = words[state + OUT_OF_ORDER]! + 1;
    else words[state + REPEATED] = words[state + REPEATED]! + 1;
  }
  if (((to - next) | 0) > 0) words[state + NEXT_SEQUENCE] = to;
}

function openGap(words: Int32Array, state: number, from: number, to: number): void {
  let gaps = words[state + GAPS]!;
  if (gaps === MAX_GAPS) {
    removeGap(words, state, 0);
    gaps--;
  }
  words[state + GAP + 2 * gaps] = from;
  words[state + GAP + 2 * gaps + 1] = to;
  words[state + GAPS] = gaps + 1;
}

/** True when `from` lies in a gap. What `from` .. `to` covers of any gap is no gap any more. */
function fillGaps(words: Int32Array, state: number, from: number, to: number): boolean {
  let startsInGap = false;
  // From the newest to the oldest: a gap that is removed, or one added behind, moves none that is still to come.
  for (let gap = words[state + GAPS]! - 1; gap >= 0; gap--) {
    const at = state + GAP + 2 * gap;
    const start = words[at]!;
    const end = words[at + 1]!;
    if (((to - start) | 0) <= 0 || ((end - from) | 0) <= 0) continue;
    const before = ((from - start) | 0) > 0;
    const after = ((end - to) | 0) > 0;
    startsInGap ||= ((from - start) | 0) >= 0;
    if (before) words[at + 1] = from;
    else if (after) words[at] = to;
    else removeGap(words, state, gap);
    // Filled in the middle: what is left behind it is a gap of its own.
    if (before && after) {
      openGap(words, state, to, end);
      return true;
    }
  }
  return startsInGap;
}

function removeGap(words: Int32Array, state: number, gap: number): void {
  const gaps = words[state + GAPS]! - 1;
  const at = state + GAP + 2 * gap;
  words.copyWithin(at, at + 2, state + GAP + 2 * (gaps + 1));
  words[state + GAPS] = gaps;
}
