// Writes into the bytes it was given and returns them.
import { bytes, defineWorker } from '@dist/node';
import type { WorkerDefinition } from '@dist/node';

const worker: WorkerDefinition<Uint8Array, Uint8Array> = defineWorker(
  (value) => {
    for (let i = 4; i < value.length; i++) value[i] = value[i]! + 1;
    return value;
  },
  { valueCodec: bytes(), resultCodec: bytes() },
);

export default worker;
