import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Distributor, PacketBurst } from '@dist/core';
import { EventKind, HistoryRecorder, NO_WORKER, ThreadRecorder } from '../../src/index.ts';
import type { MergedHistory, RunFacts, TagWorkload } from '../../src/index.ts';
import type { RecordingOrder } from './recording-order.ts';

const BURST = 16;
/** Of a packet that nothing goes wrong with: SUBMITTED, ACCEPTED, CLAIMED, STARTED, FINISHED, HANDED_BACK, RETURNED. */
const EVENTS_OF_A_PACKET = 7;

/** A run of @dist/core on threads that go at their own pace, flushed at its end, with all that every thread noted. */
export async function recordThreads(packets: number, workload: TagWorkload): Promise<MergedHistory & { readonly facts: RunFacts }> {
  const distributor = Distributor.create({ workers: 2, burst: BURST, capacity: 64, credits: 16, flowBacklog: 16 });
  const recorder = HistoryRecorder.create({ threads: 3, events: 2 * EVENTS_OF_A_PACKET * packets });
  const record = ThreadRecorder.attach(recorder.region, 0);
  const threads = [0, 1].map((worker) => {
    const workerData: RecordingOrder = { worker, burst: BURST, region: distributor.region, recorder: recorder.region };
    return new Worker(new URL('./recording.worker.ts', import.meta.url), { workerData });
  });
  const ended = Promise.all(threads.map((thread) => once(thread, 'exit')));
  const run = async (): Promise<void> => {
    await offerAll();
    record.record(EventKind.FLUSHING, 0, 0, NO_WORKER);
    record.record(EventKind.FLUSHED, await distributor.flushAsync(), 0, NO_WORKER);
    takeReturned();
    distributor.close();
    await ended;
  };

  const offered = new PacketBurst(BURST);
  const tags = Array.from({ length: packets }, () => workload.next());
  async function offerAll(): Promise<void> {
    for (let first = 0; first < packets; first += BURST) {
      const numbers = Array.from({ length: Math.min(BURST, packets - first) }, (_, i) => first + i);
      for (const packet of numbers) {
        offered.push(tags[packet]!, packet);
        record.record(EventKind.SUBMITTED, packet, tags[packet]!, NO_WORKER);
      }
      await distributor.processAsync(offered);
      for (const packet of numbers) record.record(EventKind.ACCEPTED, packet, tags[packet]!, NO_WORKER);
      takeReturned();
    }
  }

  const returned = new PacketBurst(BURST);
  function takeReturned(): void {
    while (distributor.returnedPackets(returned) > 0) {
      for (let i = 0; i < returned.count; i += 1) record.record(EventKind.RETURNED, returned.handles[i]!, returned.tags[i]!, NO_WORKER);
    }
  }

  // A thread that throws ends the run.
  await Promise.race([run(), ended.then(() => ended)]);
  return { ...recorder.merge(), facts: { title: 'a run on threads', ...distributor.limits } };
}
