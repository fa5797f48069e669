// A worker that hands a part of its burst back and goes on with the rest must note nothing into the places of that part: they may hold
// other packets by then, and a result noted there would come back in place of theirs.
import { Distributor, DistributorWorker, PacketBurst } from '@dist/core';
import type { Outcome } from './check.ts';

const HELD = 4;
const ANSWER = 100;

export function notedAfterAPart(): Outcome {
  const distributor = Distributor.create({ workers: 1, burst: HELD, credits: HELD });
  const worker = DistributorWorker.attach(distributor.region, 0);
  const burst = new PacketBurst(HELD);
  const part = new PacketBurst(1);
  const packets = new PacketBurst(HELD + 1);
  worker.requestPackets();
  distributor.poll();
  // One more than the worker may hold: it gets its place as soon as the first one is back.
  for (let packet = 0; packet <= HELD; packet += 1) packets.push(7, packet);
  distributor.tryProcess(packets);
  worker.pollPackets(burst);
  worker.starting(0);
  burst.handles[0] = ANSWER;
  part.push(7, ANSWER);
  worker.requestPackets(part);
  distributor.poll();
  for (let index = 1; index < HELD; index += 1) worker.starting(index);
  const rest = new PacketBurst(HELD);
  for (let index = 1; index < HELD; index += 1) rest.push(7, burst.handles[index]!);
  worker.requestPackets(rest);
  distributor.poll();
  // The last one goes back as it came.
  worker.pollPackets(burst);
  worker.requestPackets(burst);
  distributor.poll();
  distributor.returnedPackets(packets);
  const back = packets.handles.subarray(0, packets.count).join();
  const right = [ANSWER, 1, 2, 3, 4].join();
  return back === right ? { tried: packets.count } : { tried: packets.count, breach: 'Once', text: `handles ${back} came back, and should have been ${right}` };
}
