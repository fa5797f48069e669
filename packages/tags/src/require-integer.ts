/** The value, when it is an integer from `low` to `high`. @throws RangeError that carries name, range and value. */
export function requireInteger(name: string, value: number, low: number, high: number): number {
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new RangeError(`${name} must be an integer from ${low} to ${high}, got ${String(value)}`);
  }
  return value;
}
