// Tells the live check what it handles; some values take a turn of the event loop, some a while, most nothing.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { getEnvironmentData } from 'node:worker_threads';
import { defineWorker } from '@dist/node';
import { LiveWitness } from '@dist/testing';

export interface Witnessed {
  readonly tag: number;
  readonly handle: number;
}

const region = getEnvironmentData('witness') as unknown as SharedArrayBuffer;
let witness: LiveWitness | undefined;

export default defineWorker<Witnessed, Witnessed>((value, packet) => {
  const live = (witness ??= LiveWitness.attach(region, packet.worker));
  live.start(packet.tag, value.handle);
  const end = (): Witnessed => {
    live.finish(packet.tag, value.handle);
    live.handBack([packet.tag], 1);
    return value;
  };
  return value.handle % 7 === 0 ? nextTurn().then(end) : end();
});
