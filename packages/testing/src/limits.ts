/** @throws RangeError when `value` is not an integer in [from, to] */
export function requireInteger(name: string, value: number, from: number, to: number): void {
  if (!Number.isInteger(value) || value < from || value > to) {
    throw new RangeError(`${name} must be an integer from ${from} to ${to}: got ${value}`);
  }
}
