/**
 * Whether two values say the same: primitives by `Object.is`; arrays, typed arrays, buffers, dates, maps and sets by their
 * content and order; other objects by their own enumerable properties. No cycles.
 */
export function sameValue(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (kindOf(one) !== kindOf(other)) return false;
  if (one instanceof Date) return Object.is(one.getTime(), (other as Date).getTime());
  const [parts, otherParts] = [partsOf(one), partsOf(other)];
  return parts.length === otherParts.length && parts.every((part, i) => sameValue(part, otherParts[i]));
}

const kindOf = (value: object): string => Object.prototype.toString.call(value);

function partsOf(value: object): readonly unknown[] {
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) return [...new Uint8Array(value)];
  if (value instanceof DataView) return [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)];
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return [...(value as Iterable<unknown>)];
  if (value instanceof Map) return [...(value as Map<unknown, unknown>)].flat();
  if (value instanceof Set) return [...(value as Set<unknown>)];
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flat();
}
