import { PacketBurst } from '@dist/core';
import { attachWorker } from '@dist/node';

const { worker } = attachWorker();
worker.getPackets(new PacketBurst(1));
process.exit(0);
