// pcapng counts time as one 64-bit number of units since 1970; an interface says how long a unit is. 64 bits do not fit a
// JavaScript number, so the common units are divided out in 16-bit steps that stay exact, without a BigInt per packet.
import type { PacketRecord } from './packet-record.ts';

const BILLION = 1_000_000_000;
/** Decimal units down to the nanosecond take the exact path without BigInt. */
const FINEST_PLAIN = 9;

export class ClockUnits {
  /** Units in a second. */
  readonly #perSecond: number;
  /** Nanoseconds in a unit; 0 when the units need the BigInt path. */
  readonly #nanoseconds: number;
  readonly #bigPerSecond: bigint;
  /** Seconds to be added to every time of the interface. */
  readonly #offset: number;

  /**
   * @param resolution the if_tsresol byte: 10^-n seconds, or 2^-n when the top bit is set. 6 (microseconds) when the option is absent.
   * @param offset the if_tsoffset option, in seconds.
   */
  constructor(resolution: number, offset: number) {
    const exponent = resolution & 0x7f;
    const decimal = (resolution & 0x80) === 0;
    const plain = decimal && exponent <= FINEST_PLAIN;
    this.#perSecond = plain ? 10 ** exponent : 0;
    this.#nanoseconds = plain ? 10 ** (FINEST_PLAIN - exponent) : 0;
    this.#bigPerSecond = (decimal ? 10n : 2n) ** BigInt(exponent);
    this.#offset = offset;
  }

  /** Sets the record's time, rounded down to the nanosecond. */
  setTime(record: PacketRecord, high: number, low: number): void {
    if (this.#nanoseconds === 0) {
      this.#setTimeInOddUnits(record, high, low);
      return;
    }
    const perSecond = this.#perSecond;
    // Long division of {high, low >>> 16, low & 0xffff}: every remainder is below 10^9, so every step stays below 2^46.
    let rest = high % perSecond;
    let seconds = Math.floor(high / perSecond) * 0x1_0000_0000;
    let step = rest * 0x1_0000 + (low >>> 16);
    let quotient = Math.floor(step / perSecond);
    rest = step - quotient * perSecond;
    seconds += quotient * 0x1_0000;
    step = rest * 0x1_0000 + (low & 0xffff);
    quotient = Math.floor(step / perSecond);
    rest = step - quotient * perSecond;
    record.seconds = clamp(seconds + quotient + this.#offset);
    record.nanoseconds = rest * this.#nanoseconds;
  }

  #setTimeInOddUnits(record: PacketRecord, high: number, low: number): void {
    const units = (BigInt(high) << 32n) | BigInt(low);
    const rest = units % this.#bigPerSecond;
    record.seconds = clamp(Number(units / this.#bigPerSecond) + this.#offset);
    record.nanoseconds = Number((rest * BigInt(BILLION)) / this.#bigPerSecond);
  }
}

/** Times 285 million years away are wrong anyway: they are held where integers are still exact. */
function clamp(seconds: number): number {
  if (seconds > Number.MAX_SAFE_INTEGER) return Number.MAX_SAFE_INTEGER;
  return seconds < Number.MIN_SAFE_INTEGER ? Number.MIN_SAFE_INTEGER : seconds;
}
