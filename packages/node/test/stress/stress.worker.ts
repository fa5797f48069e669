// Handles packets of nanoseconds, and comes and goes all the time: it leaves with or without a pause, claims large and
// small bursts, hands back all or one half first, waits by parking or by polling, and gets stuck in a packet when told to.
import { NOTHING_YET, PacketBurst, spinThenPark } from '@dist/core';
import { attachWorker } from '@dist/node';
import { LiveWitness, Random, RestWitness } from '@dist/testing';
import type { StressInit } from './stress-init.ts';

// A rest is known when everyone has looked once more: parked ones look every few milliseconds.
const sleepy = spinThenPark({ parkMs: 5 });
const { worker, init } = attachWorker<StressInit>({
  wait: {
    parkMs: sleepy.parkMs,
    spin(round, pause): boolean {
      rests.looked();
      return sleepy.spin(round, pause);
    },
  },
});
const witness = LiveWitness.attach(init.witness, worker.worker);
const rests = RestWitness.attach(init.rests, worker.worker);
const random = new Random(init.seed + worker.worker);
const leaves = new Int32Array(init.leaves);
const hold = new Int32Array(init.hold);
const nap = new Int32Array(new SharedArrayBuffer(4));
const packets = new PacketBurst(init.burst);
const half = new PacketBurst(init.burst);
/** One burst in this many is followed by a leave. */
const LEAVE = 50;

rests.asked();
for (let count = claimed(worker.getPackets(packets)); count > 0; count = claimed(next())) {
  for (let i = 0; i < count; i++) {
    const tag = packets.tags[i]!;
    const handle = packets.handles[i]!;
    witness.start(tag, handle);
    // A plain look: an atomic one for each packet would order threads that nothing else orders.
    if (hold[0] === 1) stick();
    witness.finish(tag, handle);
  }
}

function claimed(count: number): number {
  if (count > 0) rests.claimed(packets.handles, count, worker.claimLimit);
  return count;
}

function stick(): void {
  if (Atomics.compareExchange(hold, 0, 1, 2) !== 1) return;
  while (Atomics.load(hold, 0) === 2) Atomics.wait(hold, 0, 2);
}

/** Hands back and gets the next packets, one way or another. */
function next(): number {
  const choice = random.below(LEAVE);
  if (choice === 0) return leave();
  if (choice === 1) worker.claimLimit = 1 + random.below(init.burst);
  if (choice === 2 && packets.count > 1) handBackHalf();
  handBack(packets);
  if (choice === 3) return poll();
  rests.asked();
  return worker.getPackets(packets, packets);
}

/** Before the call. */
function handBack(burst: PacketBurst): void {
  witness.handBack(burst.tags, burst.count);
  rests.handingBack(burst.handles, burst.count);
}

function leave(): number {
  handBack(packets);
  worker.returnPackets(packets);
  rests.left();
  Atomics.add(leaves, worker.worker, 1);
  // Mostly it is back at once, sometimes it stays away for a while.
  if (random.below(100) === 0) Atomics.wait(nap, 0, 0, 1);
  rests.asked();
  return worker.getPackets(packets);
}

/** The older half first, the rest with the next request. */
function handBackHalf(): void {
  const older = packets.count >> 1;
  half.clear();
  for (let i = 0; i < older; i++) half.push(packets.tags[i]!, packets.handles[i]!);
  handBack(half);
  worker.requestPackets(half);
  rests.asked();
  packets.tags.copyWithin(0, older, packets.count);
  packets.handles.copyWithin(0, older, packets.count);
  packets.count -= older;
}

function poll(): number {
  worker.requestPackets(packets);
  rests.asked();
  packets.clear();
  for (;;) {
    const count = worker.pollPackets(packets);
    if (count !== NOTHING_YET) return count;
    rests.looked();
    Atomics.wait(nap, 0, 0, 0.05);
  }
}
