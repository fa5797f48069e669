// What every peer's worker does with a packet.
import { WorkerEvidence } from '../../measure/evidence.ts';
import { spin } from '../../measure/spin.ts';
import { Payloads } from './payload.ts';
import { stamp } from './stamp.ts';

/** What a worker thread needs to know; it travels as `workerData`. */
export interface HandlerData {
  readonly payloads: SharedArrayBuffer;
  /** The number of the worker, or a shared counter to draw it from, for pools that start their threads alike. */
  readonly worker: number | SharedArrayBuffer;
  readonly evidence: SharedArrayBuffer | undefined;
  /** Note in each payload when its handler started. */
  readonly stamps: boolean;
}

/** Handles the packet whose payload starts at a word. */
export type Handler = (at: number) => void;

/** The thread's hand in the evidence, if there is any. A thread has one at most. */
export function witnessOf({ worker, evidence }: HandlerData): WorkerEvidence | undefined {
  if (evidence === undefined) return undefined;
  return new WorkerEvidence(evidence, typeof worker === 'number' ? worker : Atomics.add(new Int32Array(worker), 0, 1));
}

export function makeHandler(data: HandlerData, witness: WorkerEvidence | undefined = witnessOf(data)): Handler {
  const payloads = new Payloads(data.payloads);
  const { stamps } = data;
  const handle: Handler = (at) => {
    if (stamps) payloads.start(at, stamp());
    payloads.touch(at);
    const spins = payloads.spins(at);
    if (spins > 0) spin(spins);
  };
  if (witness === undefined) return handle;
  return (at) => {
    witness.started(payloads.packet(at), payloads.tag(at));
    handle(at);
    witness.finished(payloads.packet(at), payloads.tag(at));
  };
}
