// The loop that looks after a value distributor: whenever a worker has handed something back, or a caller asks for it, it
// lets waiting submits in, collects, and tells those who wait. It waits without blocking the event loop.
import { type Distributor, DistributorError } from '@dist/core';
import type { WorkerThreads } from '../threads/worker-threads.ts';
import type { Intake } from './intake.ts';
import type { Ledger } from './ledger.ts';
import { SignalPoint } from './signal-point.ts';
import type { TurnBudget } from './turn-budget.ts';

/** What a {@link Caretaker} looks after. */
export interface CaretakerParts {
  readonly distributor: Distributor;
  readonly threads: WorkerThreads;
  readonly ledger: Ledger;
  readonly turns: TurnBudget;
  readonly intake: Pick<Intake<never>, 'advance' | 'refuseAll' | 'waiting'>;
}

export class Caretaker {
  /** There are results, or there will be no more. */
  readonly arrival: SignalPoint = new SignalPoint();
  /** Nothing is outstanding and nobody waits, or the run is over. */
  readonly quiet: SignalPoint = new SignalPoint();
  /** Somebody reads the results. */
  reading = false;
  /** Nothing more is submitted. */
  ended = false;
  /** The run is over. */
  closed = false;
  readonly #parts: CaretakerParts;
  readonly #wake: SignalPoint = new SignalPoint();
  #activity: Promise<void> | undefined;

  constructor(parts: CaretakerParts) {
    this.#parts = parts;
  }

  /** Nothing more will come. */
  get finished(): boolean {
    return this.ended && this.#parts.intake.waiting === 0 && this.#parts.ledger.held === 0;
  }

  /** Has it look soon. */
  wake(): void {
    this.#wake.signal();
  }

  /** Has everybody look who waits. */
  wakeAll(): void {
    this.#wake.signal();
    this.arrival.signal();
    this.quiet.signal();
  }

  /** Runs until the run is over. What goes wrong in it fails the run. */
  async run(): Promise<void> {
    const { threads, turns } = this.#parts;
    try {
      while (!this.closed && !threads.hasFailed) {
        this.#look();
        const turn = turns.spend(1);
        if (turn !== undefined) await turn;
        else if (this.#listen()) await this.#wake.wait();
      }
    } catch (error) {
      threads.fail(error);
    }
  }

  #look(): void {
    const { distributor, intake, ledger } = this.#parts;
    intake.advance();
    // Last, so that nothing is collected afterwards that nobody is told of.
    const outstanding = distributor.poll();
    if (ledger.held > outstanding || this.finished) this.arrival.signal();
    if (outstanding > 0) return;
    if (intake.waiting > 0) this.#refuseIfStuck();
    if (intake.waiting === 0) this.quiet.signal();
  }

  /** No worker has anything to do and yet some wait: only a reader of results could make room, and there is none. */
  #refuseIfStuck(): void {
    const { intake, turns } = this.#parts;
    if (this.reading || turns.spent) return;
    intake.refuseAll(new DistributorError('RETURNS_FULL', 'all room is taken by results: read results() while submitting, or raise the capacity'));
  }

  /** Has the loop woken by the workers; false if they have done something meanwhile. */
  #listen(): boolean {
    const activity = this.#parts.distributor.activity();
    if (activity === undefined) return false;
    if (activity !== this.#activity) {
      this.#activity = activity;
      void activity.then(() => {
        this.#wake.signal();
      });
    }
    return true;
  }
}
