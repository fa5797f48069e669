// The promises of a thread's `waitAsync` that are not resolved yet.
import { PLACES, idlesOn, isLate, placeOf } from '../machine/promise-places.ts';
import type { Promised } from './promised.ts';

export class Pending {
  /** By place. Part of the thread's state: what an idle does follows from it. */
  readonly places: (Promised | undefined)[] = [];

  constructor() {
    this.clear();
  }

  clear(): void {
    for (let place = 0; place < PLACES; place++) this.places[place] = undefined;
  }

  /** The place for one more. */
  free(timed: boolean): number {
    if (timed && this.#timed !== -1) throw new RangeError('two pending promises of `waitAsync` with a time-out are not modelled: idle until the first one is resolved');
    const place = this.places.indexOf(undefined);
    if (place === -1) throw new RangeError(`more than ${PLACES} pending promises of \`waitAsync\` are not modelled: idle until one of them is resolved`);
    return place;
  }

  add(place: number, promised: Promised): void {
    this.places[place] = promised;
  }

  /** What an idle thread waits for, as its operation says it. */
  get idlesOn(): number {
    let pending = 0;
    for (const [place, promised] of this.places.entries()) if (promised !== undefined) pending |= 1 << place;
    return idlesOn(pending, this.#timed);
  }

  /** @param result of an idle that did not end by the end of a thread. */
  resolve(result: number): void {
    const place = placeOf(result);
    const promised = this.places[place];
    this.places[place] = undefined;
    promised?.resolve(isLate(result) ? 'timed-out' : 'ok');
  }

  get #timed(): number {
    return this.places.findIndex((promised) => promised?.timed === true);
  }
}
