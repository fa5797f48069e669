// The ordering checker for a run: every thread records what it does, and the whole history is checked afterwards. Recording costs
// more than handing a packet over, so a run with evidence is never timed.
import { EventKind, HistoryRecorder, NO_WORKER, ThreadRecorder, checkHistory, describeVerdict } from '@dist/testing';
import type { Verification } from './variant.ts';

/** Packets of a run with evidence where a timed run has that many. */
export function evidencePackets(count: number): number {
  return Math.min(count, 40_000);
}

/** The main thread's side. */
export class Evidence {
  readonly region: SharedArrayBuffer;
  readonly #recorder: HistoryRecorder;
  readonly #caller: ThreadRecorder;

  constructor(workers: number, packets: number) {
    this.#recorder = HistoryRecorder.create({ threads: workers + 1, events: 3 * packets });
    this.region = this.#recorder.region;
    this.#caller = ThreadRecorder.attach(this.region, 0);
  }

  submitted(packet: number, tag: number): void {
    this.#caller.record(EventKind.SUBMITTED, packet, tag, NO_WORKER);
  }

  returned(packet: number, tag: number): void {
    this.#caller.record(EventKind.RETURNED, packet, tag, NO_WORKER);
  }

  verify(): Verification {
    const { history, whole } = this.#recorder.merge();
    const verdict = checkHistory(history);
    const kept = verdict.kept && whole;
    return { kept, text: whole ? describeVerdict(verdict, 1) : 'the history is not whole' };
  }
}

/** A worker thread's side. */
export class WorkerEvidence {
  readonly #thread: ThreadRecorder;
  readonly #worker: number;

  constructor(region: SharedArrayBuffer, worker: number) {
    this.#thread = ThreadRecorder.attach(region, worker + 1);
    this.#worker = worker;
  }

  started(packet: number, tag: number): void {
    this.#thread.record(EventKind.STARTED, packet, tag, this.#worker);
  }

  finished(packet: number, tag: number): void {
    this.#thread.record(EventKind.FINISHED, packet, tag, this.#worker);
  }

  /** Only for those that unlock a tag at its hand-back; elsewhere the end of the handler unlocks it. */
  handedBack(packet: number, tag: number): void {
    this.#thread.record(EventKind.HANDED_BACK, packet, tag, this.#worker);
  }
}
