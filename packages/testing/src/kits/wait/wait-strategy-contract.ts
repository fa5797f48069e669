// The contract of wait strategies. A strategy only chooses between looking again and sleeping; what it can break is
// latency (a look that comes too late), processor time (no sleep where one was promised) and the run itself (it throws).
import type { WaitStrategy } from '@dist/core';
import { assertKept } from '../../verdict/assert-kept.ts';
import type { ContractCase } from '../contract-case.ts';
import { demand } from '../demand.ts';
import { showValue } from '../show-value.ts';
import { distributorWaits, workerWaits } from './waiting-runs.ts';

/** A wait strategy, and what it promises. */
export interface WaitStrategyUnderTest {
  /** Makes the strategy. Called once for each thread that waits. */
  readonly make: () => WaitStrategy;
  /** It parks within this number of looks; or `never`: then each thread that waits takes a whole core. */
  readonly parksWithin: number | 'never';
  /** Pauses between two looks at most, some 25 ns each. Default 4096, a tenth of a millisecond. */
  readonly maxPauses?: number;
}

/** Looks after which `never` is believed, one after the other; and rounds that a wait of days comes to. */
const LOOKS = 20_000;
const LATE_ROUNDS = [2 ** 24, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 40];

/**
 * What a wait strategy must keep.
 * @throws RangeError for bounds that are none.
 */
export function waitStrategyContract(subject: WaitStrategyUnderTest): readonly ContractCase[] {
  const { make, parksWithin, maxPauses = 4096 } = subject;
  if (parksWithin !== 'never' && !(parksWithin >= 1 && parksWithin <= 2 ** 30)) throw new RangeError(`parksWithin must be from 1 to ${2 ** 30}, or 'never', got ${parksWithin}`);
  if (!(maxPauses >= 0)) throw new RangeError(`maxPauses must be 0 or more, got ${maxPauses}`);
  const bound = parksWithin === 'never' ? LOOKS : parksWithin;
  const trial = new Trial(parksWithin, bound);
  return [
    {
      name: 'has a parkMs above 0, the same all the time',
      run: (): void => {
        const wait = make();
        const { parkMs } = wait;
        demand(typeof parkMs === 'number' && parkMs > 0, `parkMs must be above 0, got ${showValue(parkMs)}`);
        trial.wait(wait);
        demand(wait.parkMs === parkMs, `parkMs was ${parkMs}, and ${wait.parkMs} after a wait`);
      },
    },
    {
      name: parksWithin === 'never' ? 'never parks' : `parks within ${bound} looks, in each of many waits`,
      run: (): void => {
        const wait = make();
        for (let waits = 0; waits < 20; waits += 1) trial.wait(wait);
      },
    },
    {
      name: 'answers in waits of days as well',
      run: (): void => {
        const wait = make();
        for (const round of LATE_ROUNDS) {
          const again = trial.look(wait, round, doNothing);
          if (parksWithin === 'never') demand(again, `parked at round ${round}`);
        }
        trial.wait(wait);
      },
    },
    {
      name: 'lets two waits go on at once',
      run: (): void => {
        const [wait, other] = [make(), make()];
        // One of another thread, and one of another waiter on this thread: a distributor and a worker may share a strategy.
        trial.waitBeside(wait, other);
        trial.waitBeside(wait, wait);
      },
    },
    {
      name: `pauses at most ${maxPauses} times between two looks, and only between them`,
      run: async (): Promise<void> => {
        const wait = make();
        let late = 0;
        for (let round = 1, again = true; again && round <= bound; round += 1) {
          let pauses = 0;
          let over = false;
          again = trial.look(wait, round, () => {
            if (over) late += 1;
            else demand((pauses += 1) <= maxPauses, `paused more than ${maxPauses} times at round ${round}`);
          });
          over = true;
        }
        await Promise.resolve();
        demand(late === 0, `paused ${late} times outside spin()`);
      },
    },
    {
      name: 'a distributor that waits by it accepts more than fits, and flushes',
      run: (): void => {
        assertKept(distributorWaits(make(), bound));
      },
    },
    {
      name: 'a worker that waits by it gets every packet, and its dismissal',
      run: (): void => {
        assertKept(workerWaits(make(), bound));
      },
    },
  ];
}

/** Waits that nobody ends. */
class Trial {
  readonly #parks: boolean;
  readonly #bound: number;

  constructor(parksWithin: number | 'never', bound: number) {
    this.#parks = parksWithin !== 'never';
    this.#bound = bound;
  }

  /** One look that found nothing; whether to look again. */
  look(wait: WaitStrategy, round: number, pause: () => void): boolean {
    const again: unknown = wait.spin(round, pause);
    demand(typeof again === 'boolean', `spin must return true or false, got ${showValue(again)} at round ${round}`);
    return again;
  }

  /** A whole wait, from round 1 until it parks, or for as long as `never` is tried. */
  wait(wait: WaitStrategy): void {
    let round = 1;
    while (round <= this.#bound && this.look(wait, round, doNothing)) round += 1;
    this.#requireEnd(round);
  }

  /** The same, while another wait goes on and ends again and again. */
  waitBeside(wait: WaitStrategy, other: WaitStrategy): void {
    let round = 1;
    let otherRound = 1;
    while (round <= this.#bound && this.look(wait, round, doNothing)) {
      round += 1;
      // The other one finds something at every third look.
      otherRound = this.look(other, otherRound, doNothing) && otherRound < 3 ? otherRound + 1 : 1;
    }
    this.#requireEnd(round);
  }

  #requireEnd(round: number): void {
    if (this.#parks) demand(round <= this.#bound, `did not park within ${this.#bound} looks`);
    else demand(round > this.#bound, `parked after ${round} looks, and said that it never does`);
  }
}

function doNothing(): void {
  // A pause takes no time here.
}
