// Handlers that take time: which share of what the cores could do is left after distributing.
import type { BenchCase, Variant } from '../measure/variant.ts';
import { KeyedSubject } from '../peers/keyed/keyed-subject.ts';
import { dist, piscinaSharded, postMessageBatched, ringbuf } from './keyed-peers.ts';
import type { NamedPeer } from './keyed-peers.ts';
import { RATE, workersId, workersTitle } from './metrics.ts';
import { WORKLOAD_TITLES, tagTable } from './tag-table.ts';
import type { Workload } from './tag-table.ts';

/** The ideal that shares are taken of. */
export const HANDLERS_ONLY = 'handlers only';

const ours = [
  dist('dist, burst 32', { burst: 32 }),
  dist('dist, burst 8', { burst: 8 }),
  dist('dist, burst 32, claims of 1', { burst: 32, claim: 1 }),
  dist('dist, defaults, waits at once', { burst: 32, looks: 0 }),
  dist('dist, burst 8, waits at once', { burst: 8, credits: 128, looks: 0 }),
  dist('dist, burst 8, looked at each millisecond', { burst: 8, credits: 192, nap: 1 }),
];

/** Seconds that a run's handlers take on all workers together, so that packets of a run follow from the time of one. */
const RUN_MICROSECONDS = 400_000;

/** With handlers of so many µs, those of one batch take longer than the main thread spins: it sleeps, and workers wake it. */
const OUTLAST_SPINNING = 20;

function handlerCase(id: string, workload: Workload, microseconds: number, workers: number, peers: readonly NamedPeer[]): BenchCase {
  const count = Math.round((RUN_MICROSECONDS * workers) / microseconds);
  const ideal: Variant = {
    name: HANDLERS_ONLY,
    threads: workers,
    wakes: false,
    count,
    async open(setting) {
      const { HandlersOnly } = await import('../peers/bare/handlers-only.ts');
      return HandlersOnly.open(workers, Math.round(microseconds * setting.spinsPerMicrosecond), setting.count);
    },
  };
  const measured = peers.map(
    ({ name, wakes, load }): Variant => ({
      name,
      threads: workers + 1,
      wakes: wakes || microseconds >= OUTLAST_SPINNING,
      count,
      async open(setting) {
        const spins = Math.round(microseconds * setting.spinsPerMicrosecond);
        return KeyedSubject.open(await load(), workers, { tags: tagTable(workload), count: setting.count, spins });
      },
    }),
  );
  return {
    id,
    title: `Handlers of ${microseconds} µs, ${WORKLOAD_TITLES[workload]}, ${workersTitle(workers)}`,
    metrics: [RATE],
    quick: false,
    variants: [ideal, ...measured],
  };
}

export const handlerCases: readonly BenchCase[] = [1, 20, 200].flatMap((microseconds) =>
  [1, 2].map((workers) =>
    handlerCase(`handlers/${microseconds}us/${workersId(workers)}`, 'uniform', microseconds, workers, [
      ...ours,
      ringbuf,
      postMessageBatched,
      piscinaSharded,
    ]),
  ),
);

/** One key has half of the packets: static sharding leaves one worker with three quarters of the work. */
export const skewCase: BenchCase = handlerCase('skew/hot-half/2-workers', 'hot-half', 20, 2, [...ours, ringbuf, postMessageBatched, piscinaSharded]);
