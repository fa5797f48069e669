// Answers with the bytes in reverse, written over the value itself, and repeated as often as the first byte says.
import { bytes, defineWorker } from '@dist/node';

export default defineWorker<Uint8Array, Uint8Array>(
  (value) => {
    value.reverse();
    const times = value.at(-1) ?? 1;
    if (times === 0) return new Uint8Array();
    if (times === 1) return value;
    const repeated = new Uint8Array(value.length * times);
    for (let i = 0; i < times; i++) repeated.set(value, i * value.length);
    return repeated;
  },
  { valueCodec: bytes(), resultCodec: bytes() },
);
