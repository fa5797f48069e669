// Fails in the way that `init` says, in the packet with handle 13.
import { PacketBurst } from '@dist/core';
import { attachWorker } from '@dist/node';

const { worker, init, pool } = attachWorker<{ how: string }>();
const burst = new PacketBurst(8);
const ways: Readonly<Record<string, () => void>> = {
  throw: () => {
    throw new RangeError('thirteen');
  },
  exit: () => process.exit(3),
  pool: () => void pool('absent'),
  return: () => undefined,
};
for (let count = worker.getPackets(burst); count > 0; count = worker.getPackets(burst, burst)) {
  for (let i = 0; i < count; i++) {
    worker.starting(i);
    if (burst.handles[i] !== 13) continue;
    ways[init.how]!();
    process.exit();
  }
}
