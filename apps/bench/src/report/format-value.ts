// Numbers for people: three digits that matter, with a prefix where the unit is counted in large ones.

/** `45.1 M`, `312 k`, `17.3`, `0.042`; three significant digits. */
export function formatValue(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) < 1e4) return three(value);
  // Rounded first: 999,950 is a million.
  const rounded = Number(value.toPrecision(3));
  const size = Math.abs(rounded);
  if (size >= 1e9) return `${three(rounded / 1e9)} G`;
  if (size >= 1e6) return `${three(rounded / 1e6)} M`;
  return `${three(rounded / 1e3)} k`;
}

function three(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(Number(value.toPrecision(3))))));
  return value.toFixed(Math.min(digits, 6));
}
