// A distributor with several workers on one thread: a handler that waits for something gives the others their turns, so
// what it does wrong shows without threads, the same every time.
import { Distributor, DistributorWorker, PacketBurst } from '@dist/core';

/** Hands packet 0, 1, 2... with these tags to a handler, on three workers; resolves when all are back. */
export async function onOneThread(tags: readonly number[], handler: (packet: number, worker: number) => Promise<unknown>): Promise<void> {
  const distributor = Distributor.create({ workers: 3, burst: 1 });
  const workers = [0, 1, 2].map(async (id) => {
    const worker = DistributorWorker.attach(distributor.region, id);
    const burst = new PacketBurst(1);
    while ((await worker.getPacketsAsync(burst, burst)) > 0) await handler(burst.handles[0]!, id);
  });
  const packets = new PacketBurst(tags.length);
  for (const [packet, tag] of tags.entries()) packets.push(tag, packet);
  await distributor.processAsync(packets);
  await distributor.flushAsync();
  distributor.close();
  await Promise.all(workers);
}
