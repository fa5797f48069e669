// Hand-over with a payload of 64 bytes, written by the main thread, read and written by the handler: what peers can be compared by.
import { KeyedSubject } from '../peers/keyed/keyed-subject.ts';
import type { BenchCase, Variant } from '../measure/variant.ts';
import {
  dist,
  piscinaChained,
  piscinaSharded,
  poolifierAffinity,
  postMessageBatched,
  postMessageSingle,
  ringbuf,
  tinypoolSharded,
  workerpoolChained,
} from './keyed-peers.ts';
import type { NamedPeer } from './keyed-peers.ts';
import { RATE, workersId, workersTitle } from './metrics.ts';
import { WORKLOAD_TITLES, tagTable } from './tag-table.ts';
import type { Workload } from './tag-table.ts';

/** Packets of one run, so that runs of slow and fast ones take a similar time. */
const measured: readonly (readonly [NamedPeer, number])[] = [
  [dist('dist, burst 32', { burst: 32, credits: 256 }), 4_000_000],
  [dist('dist, burst 128', { burst: 128, credits: 256 }), 4_000_000],
  [dist('dist, burst 128, 512 credits', { burst: 128, credits: 512 }), 4_000_000],
  [ringbuf, 4_000_000],
  [postMessageBatched, 1_000_000],
  [postMessageSingle, 200_000],
  [piscinaSharded, 40_000],
  [piscinaChained, 6_000],
  [tinypoolSharded, 40_000],
  [poolifierAffinity, 40_000],
  [workerpoolChained, 6_000],
];

function variant([{ name, wakes, load }, count]: (typeof measured)[number], workload: Workload, workers: number): Variant {
  return {
    name,
    threads: workers + 1,
    wakes,
    count,
    async open(setting) {
      return KeyedSubject.open(await load(), workers, { tags: tagTable(workload), count: setting.count, spins: 0 });
    },
  };
}

export const payloadCases: readonly BenchCase[] = ([1, 2] as const).flatMap((workers) =>
  (['uniform', 'zipf', 'one-tag'] as const).map((workload) => ({
    id: `payload/${workload}/${workersId(workers)}`,
    title: `64-byte payload written, read and written in the handler, ${WORKLOAD_TITLES[workload]}, ${workersTitle(workers)}`,
    metrics: [RATE],
    quick: workload === 'uniform' && workers === 1,
    variants: measured.map((peer) => variant(peer, workload, workers)),
  })),
);
