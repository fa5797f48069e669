// Designs that core has, beside those that it does not have: each pair differs in one thing, on a lane that is as small as can be. The first
// row of a case is core's.
import type { LaneDesign } from '../peers/designs/lane-designs.ts';
import type { PlacingDesign } from '../peers/designs/placing-designs.ts';
import type { BenchCase, Metric, Variant } from '../measure/variant.ts';
import { RATE } from './metrics.ts';
import { WORKLOAD_TITLES, tagTable } from './tag-table.ts';
import type { Workload } from './tag-table.ts';

const COST: Metric = { name: 'cost', unit: 'ns/packet', better: 'less' };
const MILLION = 2 ** 20;

type Rows<Design> = Readonly<Record<string, Design>>;

function lane(topic: string, title: string, call: number, burst: number, rows: Rows<LaneDesign>): BenchCase {
  const variant = ([name, design]: [string, LaneDesign]): Variant => ({
    name,
    ours: true,
    threads: 2,
    wakes: false,
    // Where the worker takes packets one by one, each takes longer.
    count: burst === 1 ? 4 * MILLION : 16 * MILLION,
    async open({ count }) {
      const { LaneSubject } = await import('../peers/designs/lane-subject.ts');
      return LaneSubject.open({ design, call, burst }, tagTable('uniform'), count);
    },
  });
  return {
    id: `designs/${topic}/burst-${burst}`,
    title: `${title}: a lane between two threads, calls of ${call}, the worker takes ${burst === 1 ? 'one' : `up to ${burst}`}`,
    metrics: [RATE],
    quick: false,
    variants: Object.entries(rows).map(variant),
  };
}

function placing(topic: string, title: string, workload: Workload, rows: Rows<PlacingDesign>): BenchCase {
  const variant = ([name, design]: [string, PlacingDesign]): Variant => ({
    name,
    ours: true,
    threads: 1,
    wakes: false,
    count: 16 * MILLION,
    async open({ count }) {
      const { PlacingSubject } = await import('../peers/designs/placing-subject.ts');
      const { placingDesigns } = await import('../peers/designs/placing-designs.ts');
      return new PlacingSubject(placingDesigns[design](), tagTable(workload), count);
    },
  });
  return {
    id: `designs/${topic}/${workload}`,
    title: `${title}: one thread places packets and collects them, ${WORKLOAD_TITLES[workload]}`,
    metrics: [COST],
    quick: false,
    variants: Object.entries(rows).map(variant),
  };
}

/** The whole distributor, with one worker. */
function wholeHandOff(topic: string, title: string, rows: Rows<{ readonly ownBursts: boolean }>): BenchCase {
  const variant = ([name, { ownBursts }]: [string, { readonly ownBursts: boolean }]): Variant => ({
    name,
    ours: true,
    threads: 2,
    wakes: false,
    count: 8 * MILLION,
    async open({ count }) {
      const { HandOff } = await import('../peers/ours/hand-off.ts');
      return HandOff.open({ workers: 1, burst: 128, chunk: 128, credits: 512, capacity: 512, spins: 20_000, ownBursts }, tagTable('uniform'), count);
    },
  });
  return { id: `designs/${topic}/burst-128`, title: `${title}: hand-off with an empty handler`, metrics: [RATE], quick: false, variants: Object.entries(rows).map(variant) };
}

export const designCases: readonly BenchCase[] = [
  wholeHandOff('webassembly', 'Whose bursts packets travel in', {
    'of createBurst, moved by WebAssembly': { ownBursts: false },
    'of new PacketBurst, moved by JavaScript': { ownBursts: true },
  }),
  ...[1, 32].map((burst) =>
    lane('publishing', 'How often packets are published', 32, burst, { 'once a call': 'publish-once', 'packet by packet': 'publish-each' }),
  ),
  ...[8, 32].map((burst) =>
    lane('index', 'What says that packets are there', burst, burst, { 'index on a line of its own': 'publish-once', 'flag in each line of packets': 'flag-in-line' }),
  ),
  ...[8, 32].map((burst) =>
    lane('copy', 'Where packets are written first', burst, burst, { 'into the lane': 'publish-once', 'into a private copy': 'private-copy' }),
  ),
  ...(['uniform', 'zipf', 'one-tag'] as const).map((workload) =>
    placing('records', 'What counts the packets that are out', workload, { 'a pin for each bucket': 'pins', 'a record for each tag': 'records' }),
  ),
  placing('arrays', 'How many arrays a loop works on', 'uniform', { 'four arrays': 'pins', 'six arrays': 'many-arrays' }),
  placing('pin-test', 'How a pin is asked', 'uniform', { 'one product': 'pins', 'three comparisons': 'compared-pins' }),
];
