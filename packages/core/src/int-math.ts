// `Math.min` and `Math.max` are compiled for floating point where V8 does not know that both sides are integers, and what they return
// makes fields and loops floating point in turn. A comparison is not.

/** The lesser of two integers. */
export const minInt = (a: number, b: number): number => (a < b ? a : b);

/** The greater of two integers. */
export const maxInt = (a: number, b: number): number => (a > b ? a : b);
