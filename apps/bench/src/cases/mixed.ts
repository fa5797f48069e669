// One packet in a hundred takes a hundred times longer. How long do the others wait for their handlers? The load is low: a tenth of
// two cores, so that waiting is the fault of how packets are spread, not of too little processor.
import { Random } from '@dist/testing';
import type { BenchCase } from '../measure/variant.ts';
import { PacedSubject } from '../peers/keyed/paced-subject.ts';
import { dist, ringbuf } from './keyed-peers.ts';
import { percentiles } from './metrics.ts';
import { tagTable } from './tag-table.ts';

const MICROSECONDS = 20;
const TIMES_LONGER = 100;
const SLOW_EVERY = 100;
const PER_MILLISECOND = 5;

/** Arrivals that know nothing of each other (a Poisson process): milliseconds since the start. */
function arrivals(count: number): Float64Array {
  const random = new Random(7);
  const times = new Float64Array(count);
  let now = 0;
  for (let i = 0; i < count; i++) {
    now += -Math.log((random.next() + 1) / 2 ** 32) / PER_MILLISECOND;
    times[i] = now;
  }
  return times;
}

export const mixedCase: BenchCase = {
  id: 'mixed/2-workers',
  title: `Wait for the handler when 1 packet in ${SLOW_EVERY} takes ${TIMES_LONGER} × ${MICROSECONDS} µs: the other packets, uniform tags, 2 workers`,
  metrics: percentiles('µs'),
  quick: false,
  variants: [dist('dist, claims of 1', { burst: 8, claim: 1 }), dist('dist, burst 8', { burst: 8 }), ringbuf].map(({ name, load }) => ({
    name,
    threads: 3,
    // The main thread sleeps between arrivals, and workers have nothing to do for most of the time.
    wakes: true,
    count: 8000,
    async open(setting) {
      const spins = Math.round(MICROSECONDS * setting.spinsPerMicrosecond);
      const { count } = setting;
      const slow = { slowEvery: SLOW_EVERY, slowSpins: spins * TIMES_LONGER };
      return PacedSubject.open(await load(), 2, { tags: tagTable('uniform'), count, spins, ...slow, arrivals: arrivals(count) });
    },
  })),
};
