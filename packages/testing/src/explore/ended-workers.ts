// Deaths of workers as the caller of an explored distributor sees them: `CallerSide` looks by it between its calls.
import type { Distributor } from '@dist/core';
import { EventKind } from '../history/event-kind.ts';
import { NO_WORKER } from '../history/history.ts';
import type { CallerOptions } from './caller-options.ts';
import { HANDLED } from './numbered-packets.ts';
import type { ThreadContext } from './program.ts';

/** Sees to the workers of an explored distributor that have died, and decides about the packets they may have been in. */
export class EndedWorkers {
  /** Threads that have ended and been seen to, one bit each. */
  seen = 0;
  readonly #context: ThreadContext;
  readonly #distributor: Distributor;
  readonly #options: CallerOptions;

  constructor(context: ThreadContext, distributor: Distributor, options: CallerOptions) {
    this.#context = context;
    this.#distributor = distributor;
    this.#options = options;
  }

  /** How many were seen to just now; `begin` is told which, before the call. */
  seeTo(begin: (what: string) => void): number {
    const { loss, limits } = this.#options;
    if (loss === undefined) return 0;
    let count = 0;
    for (let worker = 0; worker < limits.workers; worker++) {
      const bit = 2 << worker;
      if ((this.seen & bit) !== 0 || !this.#context.hasEnded(worker + 1)) continue;
      this.seen |= bit;
      count++;
      begin(`worker ${worker} lost`);
      this.#decide(worker, loss);
      this.#tellOfFreeSlot();
    }
    return count;
  }

  #decide(worker: number, loss: 'retry' | 'fail'): void {
    const context = this.#context;
    const distributor = this.#distributor;
    context.record(EventKind.WORKER_LOST, 0, 0, worker);
    const { suspects } = distributor.workerLost(worker);
    for (const { tag, handle } of suspects) context.record(EventKind.SUSPECT, handle % HANDLED, tag, worker);
    const decision = loss === 'fail' ? EventKind.FAILED : EventKind.RETRIED;
    for (const { tag, handle } of suspects) context.record(decision, handle % HANDLED, tag, NO_WORKER);
    for (const suspect of suspects) {
      if (loss === 'fail') distributor.fail(suspect);
      // A retry is for all suspects of the tag.
      else if (suspects.find(({ tag }) => tag === suspect.tag) === suspect) distributor.retry(suspect);
    }
  }

  #tellOfFreeSlot(): void {
    const { freedCell } = this.#options;
    if (freedCell === undefined) return;
    this.#context.cells.store(freedCell, 1);
    this.#context.cells.notify(freedCell, 1);
  }
}
