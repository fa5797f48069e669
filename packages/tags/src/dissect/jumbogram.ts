// RFC 2675: a payload above 65,535 bytes has its length in an option of the hop-by-hop header.
import { uint16 } from './uint16.ts';

const PAD1 = 0;
const JUMBO = 0xc2;
const JUMBO_LENGTH = 4;

/**
 * The payload length in the jumbo option of the hop-by-hop header at `at`; 0 when there is none or it is cut.
 * Reads nothing from `end` on.
 */
export function jumboLength(bytes: Uint8Array, at: number, end: number): number {
  if (at + 8 > end) return 0;
  const optionsEnd = Math.min(end, at + ((bytes[at + 1]! + 1) << 3));
  for (let option = at + 2; option + 2 <= optionsEnd; ) {
    if (bytes[option] === PAD1) {
      option++;
      continue;
    }
    const length = bytes[option + 1]!;
    if (bytes[option] === JUMBO && length === JUMBO_LENGTH && option + 6 <= optionsEnd) {
      return uint16(bytes, option + 2) * 65_536 + uint16(bytes, option + 4);
    }
    option += 2 + length;
  }
  return 0;
}
