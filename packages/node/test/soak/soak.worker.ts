// Handles packets of nanoseconds, notes each start, meets the fate that a packet brings, and leaves and rejoins now and
// then. Its thread may be ended at any instruction.
import { parentPort, workerData } from 'node:worker_threads';
import { DONE, DistributorWorker, FAILED, type Outcome, PacketBurst, spinThenPark } from '@dist/core';
// The live check alone: a thread that takes the place of a dead one is there sooner.
import { LiveWitness, RestWitness } from '@dist/testing/live';
import { Desk, Fate } from './desk.ts';
import type { SoakInit } from './soak-init.ts';

const init = workerData as SoakInit;
const { worker: id, burst } = init;
const desk = new Desk(init.desk, init.workers);
const witness = LiveWitness.attach(init.witness, id);
const rests = RestWitness.attach(init.rests, id);
// A rest is known when everyone has looked once more: parked ones look every few milliseconds.
const sleepy = spinThenPark({ parkMs: 5 });
const worker = DistributorWorker.attach(init.region, id, {
  notes: true,
  wait: {
    parkMs: sleepy.parkMs,
    spin(round, pause): boolean {
      rests.looked();
      return sleepy.spin(round, pause);
    },
  },
});
const nap = new Int32Array(new SharedArrayBuffer(4));
const packets = new PacketBurst(burst);
/** One burst in this many is followed by a leave, one by another claim limit. */
const LEAVE = 2000;
const CLAIM = 1000;

let state = Math.imul(init.seed, 0x9e3779b1) | 1;

parentPort?.postMessage('ready');
rests.asked();
for (let count = claimed(worker.getPackets(packets)); count > 0; count = claimed(next())) {
  for (let i = 0; i < count; i++) {
    const tag = packets.tags[i]!;
    const handle = packets.handles[i]!;
    worker.starting(i);
    witness.start(tag, handle);
    const fate = desk.fate(handle);
    if (fate !== Fate.NORMAL) packets.outcomes[i] = outcomeOf(fate, handle);
    witness.finish(tag, handle);
    rests.finished(handle);
  }
}

function claimed(count: number): number {
  if (count > 0) rests.claimed(packets.handles, count, worker.claimLimit);
  return count;
}

/** What a runtime does around a handler: one that throws has failed its packet. */
function outcomeOf(fate: number, handle: number): Outcome {
  try {
    suffer(fate, handle);
    return DONE;
  } catch {
    desk.countThrow(id);
    return FAILED;
  }
}

function suffer(fate: number, handle: number): void {
  if (fate === Fate.THROWS) throw new Error(`packet ${handle} cannot be handled`);
  if (fate === Fate.STUCK) desk.stick(id, handle);
  if (fate === Fate.SLOW) {
    desk.countSlow(id);
    Atomics.wait(nap, 0, 0, 1);
  }
}

function next(): number {
  witness.handBack(packets.tags, packets.count);
  rests.handingBack(packets.handles, packets.count);
  const choice = below(LEAVE * CLAIM);
  // Large claims and small ones: a stuck worker with few tags leaves room for the others, and Isolated says something.
  if (choice % CLAIM === 0) worker.claimLimit = 1 + below(below(2) === 0 ? Math.min(burst, 4) : burst);
  if (choice % LEAVE !== 1) return get();
  worker.returnPackets(packets);
  rests.left();
  desk.countLeave(id);
  // Mostly it is back at once, sometimes it stays away for a while.
  if (below(10) === 0) Atomics.wait(nap, 0, 0, 1);
  return get();
}

/** Hands back what is left, asks and waits. */
function get(): number {
  rests.asked();
  return worker.getPackets(packets, packets);
}

/** An integer below this bound, by Marsaglia's xorshift. */
function below(bound: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % bound;
}
