// How often a packet was given out must be told by every worker that gets it, and by no packet that comes after it in its place.
import { Distributor, DistributorWorker, PacketBurst } from '@dist/core';
import type { Outcome } from './check.ts';

const PACKETS = 4;

/** Packets of one tag die with their first worker, are given to one that leaves without them, and to a third; then others come. */
export function attempts(): Outcome {
  const distributor = Distributor.create({ workers: 3, burst: PACKETS, credits: PACKETS });
  const [first, second, third] = [0, 1, 2].map((worker) => DistributorWorker.attach(distributor.region, worker));
  const burst = new PacketBurst(PACKETS);
  const told: number[] = [];
  const offer = (): void => {
    const packets = new PacketBurst(PACKETS);
    for (let packet = 0; packet < PACKETS; packet += 1) packets.push(7, packet);
    distributor.tryProcess(packets);
  };
  first!.requestPackets();
  distributor.poll();
  offer();
  first!.pollPackets(burst);
  second!.requestPackets();
  distributor.retry(distributor.workerLost(0).suspects[0]!);
  distributor.poll();
  second!.returnPackets();
  third!.requestPackets();
  for (let round = 0; round < 2; round += 1) {
    distributor.poll();
    third!.pollPackets(burst);
    told.push(...burst.attempts.subarray(0, burst.count));
    third!.requestPackets(burst);
    distributor.poll();
    offer();
  }
  const right = [2, 2, 2, 2, 1, 1, 1, 1].join();
  return told.join() === right ? { tried: told.length } : { tried: told.length, breach: 'Crash-exact', text: `the packets say attempts ${told.join()}, and should say ${right}` };
}
