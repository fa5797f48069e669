// The checker against a naive one that reads the promises word by word, quadratic, over random histories of every quality.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkHistory, EventKind, History } from '../src/index.ts';

interface Step {
  readonly kind: EventKind;
  readonly packet: number;
  readonly worker: number;
}

const TAGS = 2;
const tagOf = (packet: number): number => packet % TAGS;

/** Packets 0..n-1 in order of submission, each then going its way up to some stage, interleaved at random. */
const histories: fc.Arbitrary<Step[]> = fc
  .array(fc.record({ stage: fc.integer({ min: 0, max: 4 }), worker: fc.integer({ min: 0, max: 2 }) }), { minLength: 1, maxLength: 7 })
  .chain((packets) => {
    const steps = packets.flatMap(({ stage }, packet) => Array.from({ length: stage }, () => packet));
    return fc.shuffledSubarray(steps, { minLength: steps.length }).map((turns) => {
      const reached = packets.map(() => 0);
      const submitted = packets.map((_, packet) => ({ kind: EventKind.SUBMITTED, packet, worker: 0 }));
      const kinds = [EventKind.STARTED, EventKind.FINISHED, EventKind.HANDED_BACK, EventKind.RETURNED];
      const later = turns.map((packet) => {
        const kind = kinds[reached[packet]!]!;
        reached[packet] = reached[packet]! + 1;
        return { kind, packet, worker: packets[packet]!.worker };
      });
      return [...submitted, ...later];
    });
  });

const rowOf = (steps: readonly Step[], kind: EventKind, packet: number): number => {
  const row = steps.findIndex((step) => step.kind === kind && step.packet === packet);
  return row === -1 ? Infinity : row;
};

/** The promises, read word by word: violated kinds with the packet that broke them. */
function naive(steps: readonly Step[]): string[] {
  const found: string[] = [];
  const handBacks = steps.some(({ kind }) => kind === EventKind.HANDED_BACK);
  const packets = steps.filter(({ kind }) => kind === EventKind.SUBMITTED).map(({ packet }) => packet);
  for (const [row, step] of steps.entries()) {
    const others = packets.filter((other) => other !== step.packet && tagOf(other) === tagOf(step.packet));
    if (step.kind === EventKind.STARTED) {
      const running = others.filter((other) => rowOf(steps, EventKind.STARTED, other) < row && rowOf(steps, EventKind.FINISHED, other) > row);
      const held = others.filter((other) => rowOf(steps, EventKind.FINISHED, other) < row && rowOf(steps, EventKind.HANDED_BACK, other) > row);
      if (running.length > 0) found.push(`overlap ${step.packet}`);
      else if (handBacks && held.length > 0) {
        // Of several holders the checker looks at the one that finished last.
        const last = held.reduce((a, b) => (rowOf(steps, EventKind.FINISHED, a) > rowOf(steps, EventKind.FINISHED, b) ? a : b));
        if (steps[rowOf(steps, EventKind.FINISHED, last)]!.worker !== step.worker) found.push(`not-handed-back ${step.packet}`);
      }
      if (others.some((other) => other > step.packet && rowOf(steps, EventKind.STARTED, other) < row)) found.push(`start-order ${step.packet}`);
    }
    if (step.kind === EventKind.RETURNED && others.some((other) => other > step.packet && rowOf(steps, EventKind.RETURNED, other) < row)) {
      found.push(`return-order ${step.packet}`);
    }
  }
  for (const packet of packets) if (rowOf(steps, EventKind.RETURNED, packet) === Infinity) found.push(`lost ${packet}`);
  return found.sort();
}

describe('checkHistory', () => {
  it('finds exactly what a naive reading of the promises finds', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const history = new History();
        for (const { kind, packet, worker } of steps) history.record(kind, packet, tagOf(packet), worker);
        const verdict = checkHistory(history);
        expect(verdict.violations.map(({ kind, packets }) => `${kind} ${packets[0]!}`).sort()).toEqual(naive(steps));
      }),
      { numRuns: 3000 },
    );
  });
});
