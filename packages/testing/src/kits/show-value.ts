/** A value in one short line, for the text of a broken guarantee. */
export function showValue(value: unknown): string {
  const text = plain(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function plain(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return `[${(value as Uint8Array).join(' ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  try {
    return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));
  } catch {
    return Object.prototype.toString.call(value);
  }
}
