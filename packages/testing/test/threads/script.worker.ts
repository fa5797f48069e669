// A thread that does what it is told, one step at a time, to show what the live check sees of real threads.
import { EventKind, LiveWitness, ThreadRecorder } from '@dist/testing';
import { parentPort, workerData } from 'node:worker_threads';
import type { ScriptOrder, ScriptStep } from './script-order.ts';

const { checker, recorder, worker } = workerData as ScriptOrder;
const witness = LiveWitness.attach(checker, worker);
const record = ThreadRecorder.attach(recorder, worker + 1);

parentPort?.on('message', ({ action, tag, packet }: ScriptStep) => {
  switch (action) {
    case 'start':
      witness.start(tag, packet);
      record.record(EventKind.STARTED, packet, tag, worker);
      break;
    case 'finish':
      record.record(EventKind.FINISHED, packet, tag, worker);
      witness.finish(tag, packet);
      break;
    case 'hand back':
      record.record(EventKind.HANDED_BACK, packet, tag, worker);
      witness.handBack([tag], 1);
      break;
    case 'end':
      process.exit();
  }
  parentPort?.postMessage('done');
});
