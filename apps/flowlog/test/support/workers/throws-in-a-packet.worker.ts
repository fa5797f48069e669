import { PacketBurst } from '@dist/core';
import { attachWorker } from '@dist/node';

const { worker } = attachWorker();
worker.getPackets(new PacketBurst(1));
throw new Error('no luck');
