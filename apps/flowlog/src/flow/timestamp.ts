// A point in time, exact to the nanosecond.

export interface Timestamp {
  /** Whole seconds since 1970, rounded down. */
  readonly seconds: number;
  /** 0 .. 999 999 999 */
  readonly nanoseconds: number;
}

/** The last second that a Date can hold. */
const LAST_DATE = 8_640_000_000_000;

/** The last second that was written, and its text: flows of a capture share few seconds, and dates are dear. */
let lastSeconds = NaN;
let lastText = '';

/** ISO 8601 in UTC with nine digits, `2015-04-20T08:20:24.029122000Z`; seconds since 1970 with an `@` where no calendar reaches. */
export function formatTimestamp({ seconds, nanoseconds }: Timestamp): string {
  const fraction = String(nanoseconds).padStart(9, '0');
  if (Math.abs(seconds) > LAST_DATE) return `@${String(seconds)}.${fraction}`;
  if (seconds !== lastSeconds) {
    lastText = new Date(seconds * 1000).toISOString().slice(0, -5);
    lastSeconds = seconds;
  }
  return `${lastText}.${fraction}Z`;
}

/** What lies between two points in time, in seconds with nine digits: `+0.000042000`. */
export function formatDistance(from: Timestamp, to: Timestamp): string {
  const nanoseconds = BigInt(to.seconds - from.seconds) * 1_000_000_000n + BigInt(to.nanoseconds - from.nanoseconds);
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const fraction = String(size % 1_000_000_000n).padStart(9, '0');
  return `${nanoseconds < 0n ? '-' : '+'}${String(size / 1_000_000_000n)}.${fraction}`;
}
