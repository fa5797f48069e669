// The distributor's side of the bell: how it waits, and how workers wake it.
//
//   SILENT    it does not wait                        WAITING   whatever a worker does wakes it
//   below 0   it coalesces: so many unclaimed packets, negated, are few; a worker that has fewer left wakes it, others do not
//
// To be woken by each hand-back takes time from the handlers where there is no processor to spare, so it lets hand-backs gather, as
// network cards coalesce interrupts: only after progress, while no worker is without work, and for a bounded time.
import type { Memory } from '../memory/memory.ts';
import { BELL_WORD, EVERYBODY, SILENT, TICK_WORD, WAITING } from '../slot/distributor-layout.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { DistributorLimits } from './options.ts';

/** What a wait needs of the dispatcher: a look at all workers, whether one found something, and how many have nothing. */
export interface Watched extends Pick<Dispatcher, 'events' | 'pass'> {
  readonly roster: { readonly idle: Pick<Dispatcher['roster']['idle'], 'size'> };
}

type Limits = Pick<DistributorLimits, 'wait' | 'credits' | 'coalesceMs'>;

/** Waits that end early within one tick, and handlers are so fast that coalescing gains nothing. */
const MANY = 8;
/** So many waits later it tries again. */
const LATER = 64;

export class Bell {
  readonly #memory: Memory;
  readonly #dispatcher: Watched;
  readonly #limits: Limits;
  readonly #pause: () => void;
  /** What the bell says while it coalesces: a worker that has less than a quarter of its credits left runs low. */
  readonly #coalescing: number;
  /** The dispatcher's events when it last began to wait. */
  #seen = 0;
  #activity: Promise<void> | undefined;
  /** The dispatcher's events when that promise was made. */
  #asked = 0;
  /** While that promise is pending, hand-backs gather, until the tick is over. */
  #coalesces = false;
  #ticking = false;
  /** It began after the tick. */
  #fresh = false;
  /** Waits that did. */
  #short = 0;
  /** Waits without coalescing that are to come. */
  #uncoalesced = 0;
  #closed = false;

  constructor(memory: Memory, dispatcher: Watched, limits: Limits) {
    this.#memory = memory;
    this.#dispatcher = dispatcher;
    this.#limits = limits;
    this.#pause = (): void => {
      memory.pause();
    };
    this.#coalescing = -Math.max(1, limits.credits >> 2);
  }

  /** A promise for the next thing that a worker does; undefined when there is one already. The same for all who ask meanwhile. */
  activity(): Promise<void> | undefined {
    if (this.#activity !== undefined || this.#closed) return this.#activity;
    const bell = this.#listen();
    if (bell === SILENT) return undefined;
    this.#asked = this.#seen;
    this.#coalesces = bell !== WAITING;
    if (this.#coalesces) this.#tick();
    this.#activity = this.#memory.waitAsync(BELL_WORD, bell)?.then(() => {
      this.#activity = undefined;
      this.#coalesces = false;
      this.#memory.store(BELL_WORD, SILENT);
    });
    return this.#activity;
  }

  /** One step of a wait that blocks; the next round. */
  step(round: number): number {
    const { wait, coalesceMs } = this.#limits;
    const before = this.#dispatcher.events;
    if (wait.spin(round, this.#pause)) {
      this.#dispatcher.pass();
      return this.#dispatcher.events === before ? round + 1 : 1;
    }
    const bell = this.#listen();
    if (bell !== SILENT) this.#memory.wait(BELL_WORD, bell, bell === WAITING ? wait.parkMs : Math.min(coalesceMs, wait.parkMs));
    const gathered = bell < SILENT && this.#memory.load(BELL_WORD) === bell;
    // A promise of activity() may still depend on the bell.
    if (this.#activity === undefined) this.#memory.store(BELL_WORD, SILENT);
    if (!gathered) return 1;
    // The time is over: workers have work for longer than it is worth looking out for them.
    this.#dispatcher.pass();
    return round;
  }

  /** Has whoever waits look again, as the worker may have died that was about to do so. */
  wake(): void {
    this.#memory.notify(BELL_WORD, EVERYBODY);
  }

  /** Nobody waits any more. */
  close(): void {
    this.#closed = true;
    this.#coalesces = false;
    this.#memory.store(BELL_WORD, SILENT);
    this.wake();
  }

  /** Begins a stretch of `coalesceMs`; there is one at a time, so that short waits cost no timer each. */
  #tick(): void {
    this.#fresh = this.#ticking;
    if (this.#ticking) {
      if (++this.#short >= MANY) this.#uncoalesced = LATER;
      return;
    }
    this.#ticking = true;
    this.#short = 0;
    void this.#memory.waitAsync(TICK_WORD, 0, this.#limits.coalesceMs)?.then(this.#ticked);
  }

  /** Ends the gathering, unless it has just begun. Workers may have handed back, and other calls may have seen to it. */
  readonly #ticked = (): void => {
    this.#ticking = false;
    if (!this.#coalesces) return;
    if (this.#fresh) {
      this.#tick();
      return;
    }
    if (this.#dispatcher.events !== this.#asked || this.#listen() === SILENT) this.wake();
  };

  /**
   * Asks workers to ring, then looks once more; what the bell says now, or SILENT if that look found something. Store, then
   * load, on this side; change, then load of the bell, on the worker's: one of the two sees the other. A worker that sees
   * it coalesce and has enough to do says nothing: it looks at the bell again with each hand-back, and at the last one it has nothing left.
   */
  #listen(): number {
    const dispatcher = this.#dispatcher;
    const before = dispatcher.events;
    const bell = this.#mayCoalesce() ? this.#coalescing : WAITING;
    this.#seen = before;
    this.#memory.store(BELL_WORD, bell); // [label:bell publish]
    dispatcher.pass();
    return dispatcher.events === before ? bell : SILENT;
  }

  #mayCoalesce(): boolean {
    // A promise of activity() waits for everything.
    if (this.#limits.coalesceMs === 0 || this.#activity !== undefined) return false;
    if (this.#uncoalesced > 0) {
      this.#uncoalesced--;
      return false;
    }
    return this.#dispatcher.events !== this.#seen && this.#dispatcher.roster.idle.size === 0;
  }
}
