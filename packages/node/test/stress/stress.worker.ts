// Handles packets of nanoseconds, and comes and goes all the time: it leaves with or without a pause, claims large and
// small bursts, hands back all or one half first, and waits by parking or by polling.
import { NOTHING_YET, PacketBurst } from '@dist/core';
import { attachWorker } from '@dist/node';
import { LiveWitness, Random } from '@dist/testing';
import type { StressInit } from './stress-init.ts';

const { worker, init } = attachWorker<StressInit>();
const witness = LiveWitness.attach(init.witness, worker.worker);
const random = new Random(init.seed + worker.worker);
const leaves = new Int32Array(init.leaves);
const nap = new Int32Array(new SharedArrayBuffer(4));
const packets = new PacketBurst(init.burst);
const half = new PacketBurst(init.burst);
/** One burst in this many is followed by a leave. */
const LEAVE = 50;

for (let count = worker.getPackets(packets); count > 0; count = next()) {
  for (let i = 0; i < count; i++) {
    const tag = packets.tags[i]!;
    const handle = packets.handles[i]!;
    witness.start(tag, handle);
    witness.finish(tag, handle);
  }
}

/** Hands back and gets the next packets, one way or another. */
function next(): number {
  const choice = random.below(LEAVE);
  if (choice === 0) return leave();
  if (choice === 1) worker.claimLimit = 1 + random.below(init.burst);
  if (choice === 2 && packets.count > 1) handBackHalf();
  witness.handBack(packets.tags, packets.count);
  return choice === 3 ? poll() : worker.getPackets(packets, packets);
}

function leave(): number {
  witness.handBack(packets.tags, packets.count);
  worker.returnPackets(packets);
  Atomics.add(leaves, worker.worker, 1);
  // Mostly it is back at once, sometimes it stays away for a while.
  if (random.below(100) === 0) Atomics.wait(nap, 0, 0, 1);
  return worker.getPackets(packets);
}

/** The older half first, the rest with the next request. */
function handBackHalf(): void {
  const older = packets.count >> 1;
  half.clear();
  for (let i = 0; i < older; i++) half.push(packets.tags[i]!, packets.handles[i]!);
  witness.handBack(half.tags, older);
  worker.requestPackets(half);
  packets.tags.copyWithin(0, older, packets.count);
  packets.handles.copyWithin(0, older, packets.count);
  packets.count -= older;
}

function poll(): number {
  worker.requestPackets(packets);
  packets.clear();
  for (;;) {
    const count = worker.pollPackets(packets);
    if (count !== NOTHING_YET) return count;
    Atomics.wait(nap, 0, 0, 0.05);
  }
}
