// Random steps of a distributor and its workers, judged by the witness and by a count of its own.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { DistributorOptions, WorkerLoss } from '../src/index.ts';
import { SteppedRun } from './stepped/stepped-run.ts';

type Step =
  | { readonly do: 'submit'; readonly tags: readonly number[] }
  | { readonly do: 'take' | 'leave' | 'run' | 'note' | 'lose'; readonly worker: number }
  | { readonly do: 'ask' | 'limit'; readonly worker: number; readonly count: number }
  | { readonly do: 'return'; readonly count: number }
  | { readonly do: 'decide'; readonly how: 'retry' | 'fail' }
  | { readonly do: 'poll' | 'clear' | 'flush' };

const tag = fc.oneof({ weight: 4, arbitrary: fc.nat(12) }, { weight: 1, arbitrary: fc.constantFrom(0xffff_ffff, 0x8000_0000, 0x1_0000, 0x2_0000) });
const worker = fc.nat(7);

const weighed = (weight: number, arbitrary: fc.Arbitrary<Step>): fc.WeightedArbitrary<Step> => ({ weight, arbitrary });
const submit = (most: number): fc.Arbitrary<Step> =>
  fc.record({ do: fc.constant('submit' as const), tags: fc.array(tag, { minLength: 1, maxLength: most, size: 'max' }) });
const of = (what: 'take' | 'leave' | 'run' | 'note' | 'lose'): fc.Arbitrary<Step> => fc.record({ do: fc.constant(what), worker });
const asking = (what: 'ask' | 'limit'): fc.Arbitrary<Step> => fc.record({ do: fc.constant(what), worker, count: fc.oneof(fc.constant(8), fc.nat(8)) });

const quiet: readonly fc.WeightedArbitrary<Step>[] = [
  // Small bursts above all: they make the distributor look at few workers, so that it learns late what the others did.
  weighed(20, submit(4)),
  weighed(1, submit(40)),
  weighed(24, of('take')),
  weighed(24, asking('ask')),
  weighed(16, of('note')),
  weighed(3, of('run')),
  weighed(2, of('leave')),
  weighed(2, asking('limit')),
  weighed(6, fc.record({ do: fc.constant('return' as const), count: fc.integer({ min: 1, max: 40 }) })),
  weighed(2, fc.record({ do: fc.constantFrom('poll' as const, 'flush' as const) })),
  weighed(1, fc.record({ do: fc.constant('clear' as const) })),
];
const deadly: readonly fc.WeightedArbitrary<Step>[] = [
  weighed(3, of('lose')),
  weighed(4, fc.record({ do: fc.constant('decide' as const), how: fc.constantFrom('retry' as const, 'fail' as const) })),
];

const options: fc.Arbitrary<DistributorOptions> = fc
  .record({
    workers: fc.integer({ min: 1, max: 8 }),
    burst: fc.constantFrom(1, 1, 2, 3, 8),
    more: fc.nat(12),
    capacity: fc.oneof(fc.integer({ min: 8, max: 60 }), fc.constant(4096)),
    flowBacklog: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constant(4096)),
  })
  .map(({ more, ...chosen }) => ({ ...chosen, credits: chosen.burst + more, flowBacklog: Math.min(chosen.capacity, chosen.flowBacklog) }));

/** A run of random steps. Workers note what they start in half of all runs. */
class RandomRun {
  readonly #run: SteppedRun;
  readonly #losses: WorkerLoss[] = [];
  readonly #notes: boolean;
  #accepted = 0;
  #refused = 0;
  #taken = 0;
  #dropped = 0;

  constructor(chosen: DistributorOptions, notes: boolean) {
    this.#run = new SteppedRun(chosen).join();
    this.#notes = notes;
  }

  step(step: Step): void {
    const { distributor, workers, witness } = this.#run;
    switch (step.do) {
      case 'submit': {
        const accepted = this.#run.submit(...(this.#run.waiting.count > 0 ? [] : step.tags));
        this.#accepted += accepted;
        this.#refused += this.#run.waiting.count;
        return;
      }
      case 'take': {
        const it = this.#worker(step.worker);
        // A worker that notes what it starts has one burst at a time.
        if (!this.#notes || it.held.length === 0) it.take();
        return;
      }
      case 'run':
        this.#worker(step.worker).run();
        return;
      case 'leave':
        this.#worker(step.worker).leave();
        return;
      case 'note':
        if (this.#notes) this.#worker(step.worker).note();
        return;
      case 'ask': {
        const it = this.#worker(step.worker);
        it.ask(Math.min(step.count, it.held.length));
        return;
      }
      case 'limit':
        this.#worker(step.worker).worker.claimLimit = 1 + (step.count % distributor.limits.burst);
        return;
      case 'return':
        this.#taken += this.#run.takeReturned(step.count).length;
        return;
      case 'poll':
        expect(distributor.poll()).toBe(witness.outstanding);
        return;
      case 'clear': {
        const dropped = witness.drop();
        expect(distributor.clearReturns()).toBe(dropped);
        this.#dropped += dropped;
        return;
      }
      case 'flush':
        // On one thread nobody would end it: only when it has nothing to wait for.
        distributor.poll();
        if (witness.outstanding === 0) expect(distributor.flush()).toBe(0);
        return;
      case 'lose':
        this.#losses.push(this.#run.lose(step.worker % workers.length));
        return;
      case 'decide':
        this.#decide(step.how);
        return;
    }
  }

  /** What the distributor counts is what was seen. */
  check(): void {
    const { distributor, witness } = this.#run;
    const now = distributor.counters();
    expect(now).toMatchObject({ accepted: this.#accepted, refused: this.#refused, taken: this.#taken, dropped: this.#dropped });
    expect(now.accepted).toBe(now.outstanding + now.returned);
    expect(now.outstanding).toBe(now.inFlight + now.backlog + now.suspects);
    expect(now.outstanding).toBeLessThanOrEqual(distributor.limits.capacity);
    expect(now.outstanding + now.returned - now.taken - now.dropped).toBeLessThanOrEqual(2 * distributor.limits.capacity);
    distributor.poll();
    const seen = distributor.counters();
    expect(seen.outstanding).toBe(witness.outstanding);
    expect(seen.returned - seen.taken - seen.dropped).toBe(witness.returned);
    expect(seen.flows).toBe(witness.flows);
  }

  /** Every accepted packet comes back, whatever has happened before. */
  finish(): void {
    while (this.#losses.length > 0) this.#decide('retry');
    this.#run.finish();
    const end = this.#run.distributor.counters();
    expect(end).toMatchObject({ outstanding: 0, inFlight: 0, backlog: 0, suspects: 0, flows: 0 });
    expect(end.accepted).toBe(end.taken + end.dropped);
  }

  #decide(how: 'retry' | 'fail'): void {
    const loss = this.#losses.shift();
    if (loss !== undefined) this.#run.decide(loss, how);
  }

  #worker(number: number): SteppedRun['workers'][number] {
    return this.#run.workers[number % this.#run.workers.length]!;
  }
}

function property(steps: fc.Arbitrary<Step>): void {
  fc.assert(
    fc.property(options, fc.boolean(), fc.boolean(), fc.array(steps, { maxLength: 400, size: 'max' }), (chosen, notes, checks, list) => {
      const run = new RandomRun(chosen, notes);
      for (const step of list) {
        run.step(step);
        // A check looks at all workers: half of the runs go without, so that what was not looked at piles up.
        if (checks) run.check();
      }
      run.check();
      run.finish();
    }),
    { numRuns: fc.readConfigureGlobal().numRuns ?? 300 },
  );
}

describe('any steps of distributor and workers', () => {
  it('keep Exclusive, Ordered and Once, counts that add up, and an end', () => {
    property(fc.oneof(...quiet));
  });

  it('keep Crash-exact as well when workers die', () => {
    property(fc.oneof(...quiet, ...deadly));
  });
});
