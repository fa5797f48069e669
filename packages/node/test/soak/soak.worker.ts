// Handles packets of nanoseconds, notes each start, meets the fate that a packet brings, and leaves and rejoins now and
// then. Its thread may be ended at any instruction.
import { parentPort, workerData } from 'node:worker_threads';
import { DONE, DistributorWorker, FAILED, type Outcome, PacketBurst } from '@dist/core';
// The live check alone: a thread that takes the place of a dead one is there sooner.
import { LiveWitness } from '@dist/testing/live';
import { Desk, Fate } from './desk.ts';
import type { SoakInit } from './soak-init.ts';

const init = workerData as SoakInit;
const { worker: id, burst } = init;
const desk = new Desk(init.desk, init.workers);
const witness = LiveWitness.attach(init.witness, id);
const worker = DistributorWorker.attach(init.region, id, { notes: true });
const nap = new Int32Array(new SharedArrayBuffer(4));
const packets = new PacketBurst(burst);
/** One burst in this many is followed by a leave, one by another claim limit. */
const LEAVE = 2000;
const CLAIM = 1000;

let state = Math.imul(init.seed, 0x9e3779b1) | 1;

parentPort?.postMessage('ready');
for (let count = worker.getPackets(packets); count > 0; count = next()) {
  for (let i = 0; i < count; i++) {
    const tag = packets.tags[i]!;
    const handle = packets.handles[i]!;
    worker.starting(i);
    witness.start(tag, handle);
    const fate = desk.fate(handle);
    if (fate !== Fate.NORMAL) packets.outcomes[i] = outcomeOf(fate, handle);
    witness.finish(tag, handle);
  }
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
  const choice = below(LEAVE * CLAIM);
  if (choice % CLAIM === 0) worker.claimLimit = 1 + below(burst);
  if (choice % LEAVE !== 1) return worker.getPackets(packets, packets);
  worker.returnPackets(packets);
  desk.countLeave(id);
  // Mostly it is back at once, sometimes it stays away for a while.
  if (below(10) === 0) Atomics.wait(nap, 0, 0, 1);
  return worker.getPackets(packets);
}

/** An integer below this bound, by Marsaglia's xorshift. */
function below(bound: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % bound;
}
