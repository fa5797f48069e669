// Doubles the 32-bit number in each packet's buffer, in place.
import { PacketBurst } from '@dist/core';
import { attachWorker } from '@dist/node';

const { worker, init, pool } = attachWorker<{ times: number }>();
const numbers = pool('numbers');
const burst = new PacketBurst(32);
for (let count = worker.getPackets(burst); count > 0; count = worker.getPackets(burst, burst)) {
  for (let i = 0; i < count; i++) {
    const view = numbers.view(burst.handles[i]!);
    const number = new DataView(view.buffer, view.byteOffset, view.byteLength);
    number.setUint32(0, number.getUint32(0) * init.times);
  }
}
