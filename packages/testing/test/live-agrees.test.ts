// Two checkers, one run: the live check and checkHistory must agree on whether the promises were kept.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkHistory, History, LiveChecker, LiveWitness } from '../src/index.ts';

const TAGS = 2;
const WORKERS = 3;

/** A few packets, each with the worker it goes to and how far it gets, and a random order of their steps. */
const runs = fc
  .array(fc.record({ stages: fc.oneof({ weight: 8, arbitrary: fc.constant(4) }, fc.integer({ min: 0, max: 3 })), worker: fc.nat({ max: WORKERS - 1 }) }), { minLength: 1, maxLength: 6 })
  .chain((packets) => {
    const inOrder = packets.flatMap(({ stages }, packet) => Array.from({ length: stages }, () => packet));
    const shuffled = fc.shuffledSubarray(inOrder, { minLength: inOrder.length });
    return fc.record({ packets: fc.constant(packets), turns: fc.oneof(fc.constant(inOrder), shuffled) });
  });

/** Worker 0 hands back one packet of tag 0 and keeps another one, and worker 2 starts the next: rare among random runs. */
const partOfATag = {
  packets: [0, 2, 0, 0, 2].map((worker) => ({ stages: 4, worker })),
  turns: [1, 0, 0, 1, 1, 2, 2, 0, 3, 3, 3, 4, 4, 1, 3, 0, 2, 2, 4, 4],
};

describe.each(['atomic', 'plain'] as const)('LiveChecker with %s gate', (gate) => {
  it('agrees with checkHistory', () => {
    let kept = 0;
    fc.assert(
      fc.property(runs, ({ packets, turns }) => {
        const history = new History();
        const checker = LiveChecker.create({ tags: TAGS, handles: packets.length, workers: WORKERS, gate });
        const witnesses = Array.from({ length: WORKERS }, (_, worker) => LiveWitness.attach(checker.region, worker));
        const stage = packets.map(() => 0);
        for (const packet of packets.keys()) {
          history.submitted(packet, packet % TAGS);
          checker.submitted(packet % TAGS, packet);
        }
        for (const packet of turns) {
          const tag = packet % TAGS;
          const { worker } = packets[packet]!;
          const witness = witnesses[worker]!;
          switch (stage[packet]) {
            case 0:
              history.started(packet, tag, worker);
              witness.start(tag, packet);
              break;
            case 1:
              history.finished(packet, tag, worker);
              witness.finish(tag, packet);
              break;
            case 2:
              history.handedBack(packet, tag, worker);
              witness.handBack([tag], 1);
              break;
            default:
              history.returned(packet, tag);
              checker.returned(tag, packet);
          }
          stage[packet] = stage[packet]! + 1;
        }
        const expected = checkHistory(history);
        const live = checker.verdict('complete');
        if (expected.kept) kept += 1;
        expect(live.kept, JSON.stringify({ live, expected }, undefined, 1)).toBe(expected.kept);
      }),
      {
        numRuns: 3000,
        examples: [[partOfATag]],
      },
    );
    expect(kept).toBeGreaterThan(100);
  });
});
