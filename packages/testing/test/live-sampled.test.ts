// The live check as a canary: it looks at the tags of a sample, sees there all that it sees without one, and nothing elsewhere.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkHistory, History, LiveChecker, LiveWitness } from '../src/index.ts';
import type { Verdict } from '../src/index.ts';
import { isSampled, sampleThreshold } from '../src/live/sampling.ts';

const WORKERS = 3;
const SAMPLE = 4;
const inSample = (tag: number): boolean => isSampled(tag, 0, sampleThreshold(SAMPLE));
const sampledTags = Array.from({ length: 64 }, (_, i) => (i * 0x9e37_79b1) >>> 0).filter(inSample);
const otherTags = Array.from({ length: 64 }, (_, i) => (i * 0x9e37_79b1) >>> 0).filter((tag) => !inSample(tag));
const TAG = sampledTags.find((tag) => tag >= 0x8000_0000)!;
const OTHER = otherTags.find((tag) => tag >= 0x8000_0000)!;

interface Scene {
  readonly checker: LiveChecker;
  readonly a: LiveWitness;
  readonly b: LiveWitness;
}

function scene(options: Partial<Parameters<typeof LiveChecker.create>[0]> = {}): Scene {
  const checker = LiveChecker.create({ tags: 4, handles: 16, workers: WORKERS, sample: SAMPLE, ...options });
  return { checker, a: LiveWitness.attach(checker.region, 0), b: LiveWitness.attach(checker.region, 1) };
}

function pass(checker: LiveChecker, witness: LiveWitness, tag: number, handle: number): void {
  witness.start(tag, handle);
  witness.finish(tag, handle);
  witness.handBack([tag], 1);
  checker.returned(tag, handle);
}

/** Each kind of violation, planted into one tag. */
const plants: Readonly<Record<string, (scene: Scene, tag: number) => void>> = {
  overlap: ({ checker, a, b }, tag) => {
    for (const handle of [0, 1]) checker.submitted(tag, handle);
    a.start(tag, 0);
    b.start(tag, 1);
  },
  'passed-suspect': ({ checker, a, b }, tag) => {
    for (const handle of [0, 1]) checker.submitted(tag, handle);
    a.start(tag, 0);
    checker.workerLost(0);
    checker.suspect(tag);
    b.start(tag, 1);
  },
  'start-order': ({ checker, a }, tag) => {
    for (const handle of [0, 1]) checker.submitted(tag, handle);
    a.start(tag, 1);
  },
  'return-order': ({ checker, a }, tag) => {
    for (const handle of [0, 1]) checker.submitted(tag, handle);
    for (const handle of [0, 1]) {
      a.start(tag, handle);
      a.finish(tag, handle);
    }
    for (const handle of [1, 0]) checker.returned(tag, handle);
  },
  'started-twice': ({ checker, a }, tag) => {
    checker.submitted(tag, 0);
    a.start(tag, 0);
    a.finish(tag, 0);
    a.start(tag, 0);
  },
  'returned-twice': ({ checker, a }, tag) => {
    for (const handle of [0, 1]) checker.submitted(tag, handle);
    pass(checker, a, tag, 0);
    checker.returned(tag, 0);
  },
  'submitted-twice': ({ checker }, tag) => {
    for (const handle of [0, 0]) checker.submitted(tag, handle);
  },
  'never-submitted': ({ a }, tag) => {
    a.start(tag, 7);
  },
  'out-of-nowhere': ({ checker }, tag) => {
    checker.submitted(tag, 0);
    checker.returned(tag, 0);
  },
  lost: ({ checker, a }, tag) => {
    checker.submitted(tag, 0);
    a.start(tag, 0);
  },
};

describe.each(['atomic', 'plain'] as const)('a sampled LiveChecker with %s gate', (gate) => {
  it.each(Object.entries(plants))('sees %s in a tag of the sample, and nothing of it in another', (kind, plant) => {
    const see = (tag: number): Verdict => {
      const stage = scene({ gate });
      plant(stage, tag);
      return stage.checker.verdict(kind === 'lost' ? 'complete' : 'running');
    };
    expect(see(TAG).counts[kind as keyof Verdict['counts']]).toBe(1);
    expect(see(TAG).violations[0]!.tag).toBe(TAG);
    expect(see(OTHER)).toMatchObject({ kept: true, scope: '0 packets of one tag in 4, checked live' });
  });

  it('agrees with checkHistory on the tags of the sample', () => {
    const tags = [...sampledTags.slice(0, 2), ...otherTags.slice(0, 1)];
    const runs = fc
      .array(
        fc.record({
          stages: fc.oneof({ weight: 8, arbitrary: fc.constant(4) }, fc.integer({ min: 0, max: 3 })),
          worker: fc.nat({ max: WORKERS - 1 }),
          tag: fc.constantFrom(...tags),
        }),
        { minLength: 1, maxLength: 8 },
      )
      .chain((packets) => {
        const inOrder = packets.flatMap(({ stages }, packet) => Array.from({ length: stages }, () => packet));
        return fc.record({ packets: fc.constant(packets), turns: fc.oneof(fc.constant(inOrder), fc.shuffledSubarray(inOrder, { minLength: inOrder.length })) });
      });
    let kept = 0;
    fc.assert(
      fc.property(runs, ({ packets, turns }) => {
        const { checker } = scene({ gate });
        const witnesses = Array.from({ length: WORKERS }, (_, worker) => LiveWitness.attach(checker.region, worker));
        const history = new History();
        const stage = packets.map(() => 0);
        for (const [packet, { tag }] of packets.entries()) {
          checker.submitted(tag, packet);
          if (inSample(tag)) history.submitted(packet, tag);
        }
        for (const packet of turns) {
          const { tag, worker } = packets[packet]!;
          const steps = [
            [() => witnesses[worker]!.start(tag, packet), () => history.started(packet, tag, worker)],
            [() => witnesses[worker]!.finish(tag, packet), () => history.finished(packet, tag, worker)],
            [() => witnesses[worker]!.handBack([tag], 1), () => history.handedBack(packet, tag, worker)],
            [() => checker.returned(tag, packet), () => history.returned(packet, tag)],
          ] as const;
          const [live, record] = steps[stage[packet]!]!;
          live();
          if (inSample(tag)) record();
          stage[packet] = stage[packet]! + 1;
        }
        const expected = checkHistory(history);
        const live = checker.verdict('complete');
        if (expected.kept) kept += 1;
        expect(live.kept, JSON.stringify({ live, expected }, undefined, 1)).toBe(expected.kept);
      }),
      { numRuns: 2000 },
    );
    expect(kept).toBeGreaterThan(100);
  });

  it('follows any number of tags in a table of a few, as long as no more of the sample are outstanding at once', () => {
    const { checker, a, b } = scene({ gate, sample: 1, tags: 2 });
    for (let i = 1; i <= 20_000; i += 1) {
      const tag = Math.imul(i, 0x9e37_79b1) >>> 0;
      for (const handle of [0, 1]) checker.submitted(tag, handle);
      checker.submitted(i, 2);
      pass(checker, i % 2 === 0 ? a : b, i, 2);
      for (const handle of [0, 1]) pass(checker, i % 2 === 0 ? b : a, tag, handle);
    }
    expect(checker.verdict('complete')).toMatchObject({ kept: true, scope: '60000 packets of one tag in 1, checked live' });
  });

  it('does not watch what finds no room, says how much, and raises no false alarm about it', () => {
    const { checker, a, b } = scene({ gate, sample: 1, tags: 2 });
    for (const handle of [0, 1, 2, 3, 4]) checker.submitted(100 + Math.min(handle, 3), handle);
    // Packets 3 and 4 are of one tag, which is not watched: not even what they do wrong is seen.
    a.start(103, 3);
    b.start(103, 4);
    for (const handle of [0, 1, 2]) pass(checker, a, 100 + handle, handle);
    for (const handle of [4, 3]) checker.returned(103, handle);
    // There is room again.
    checker.submitted(104, 3);
    pass(checker, b, 104, 3);
    expect(checker.verdict('complete')).toMatchObject({ kept: true, scope: '3 packets of one tag in 1, checked live; 3 more found no room in the table' });
  });

  it('gives the place of a tag to others when its worker has died after finishing, and keeps it while somebody is inside', () => {
    const { checker, a, b } = scene({ gate, sample: 1, tags: 1 });
    checker.submitted(5, 0);
    a.start(5, 0);
    a.finish(5, 0);
    checker.workerLost(0);
    checker.returned(5, 0);
    checker.submitted(6, 1);
    pass(checker, b, 6, 1);
    expect(checker.verdict('complete').kept).toBe(true);
    checker.submitted(7, 2);
    b.start(7, 2);
    b.finish(7, 2);
    checker.returned(7, 2);
    checker.submitted(8, 3);
    expect(checker.verdict('running').scope).toContain('1 more found no room');
  });

  it('lets suspects of the sample be retried and given up, and has nothing to say of others', () => {
    for (const tag of [TAG, OTHER]) {
      const { checker, a, b } = scene({ gate });
      for (const handle of [0, 1, 2]) checker.submitted(tag, handle);
      a.start(tag, 0);
      checker.workerLost(0);
      checker.suspect(tag);
      checker.retried(tag, 0);
      pass(checker, b, tag, 0);
      b.start(tag, 1);
      checker.workerLost(1);
      checker.suspect(tag);
      checker.failed(tag, 1);
      checker.returned(tag, 1);
      pass(checker, LiveWitness.attach(checker.region, 1), tag, 2);
      expect(checker.verdict('complete').kept).toBe(true);
    }
  });

  it('takes counted drops as accounted for, and gives their handles to others', () => {
    const { checker, a, b } = scene({ gate, sample: 1, tags: 1 });
    for (let round = 0; round < 10; round += 1) {
      checker.submitted(round, 0);
      a.start(round, 0);
      a.finish(round, 0);
      a.handBack([round], 1);
      checker.cleared(1);
      // The tag is known to be gone only when its handle is used again: until then it has its place.
      checker.submitted(round, 0);
      pass(checker, b, round, 0);
    }
    expect(checker.verdict('complete').kept).toBe(true);
  });
});

describe('a sample', () => {
  it.each([1, 2, 7, 64, 1000])('of one tag in %i holds about that share of tags, whatever they are', (oneIn) => {
    for (const step of [1, 0x1_0000, 0x9e37_79b1]) {
      const tags = Array.from({ length: 200_000 }, (_, i) => Math.imul(i, step) >>> 0);
      const share = tags.filter((tag) => isSampled(tag, 0, sampleThreshold(oneIn))).length / tags.length;
      expect(share * oneIn, `step ${step}`).toBeGreaterThan(oneIn === 1 ? 0.999 : 0.7);
      expect(share * oneIn, `step ${step}`).toBeLessThan(1.4);
    }
  });

  it('is another one with another seed', () => {
    const tags = Array.from({ length: 1000 }, (_, i) => i);
    const of = (seed: number): number[] => tags.filter((tag) => isSampled(tag, seed, sampleThreshold(4)));
    expect(of(1)).not.toEqual(of(2));
  });

  it('has sizes that are checked', () => {
    expect(() => LiveChecker.create({ tags: 1, handles: 1, workers: 1, sample: 0 })).toThrow(/sample .* got 0/);
    expect(() => LiveChecker.create({ tags: 1, handles: 1, workers: 1, sample: 2, sampleSeed: -1 })).toThrow(/sampleSeed .* got -1/);
  });
});
