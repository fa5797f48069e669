/** A value in one short line, for the text of a broken guarantee: with what JSON leaves out, such as -0, NaN and bigints. */
export function showValue(value: unknown): string {
  const text = plain(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function plain(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return `[${(value as Uint8Array).join(' ')}]`;
  if (typeof value !== 'object' || value === null) return String(spoken(value));
  try {
    return JSON.stringify(value, (_, part: unknown) => spoken(part));
  } catch {
    return Object.prototype.toString.call(value);
  }
}

function spoken(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  if (Object.is(value, -0)) return '-0';
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
