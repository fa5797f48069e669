// Our distributor under random moves of everything a caller and its workers may do, on one thread: the history must keep every promise,
// at rests too, where one worker keeps what it has, and the counters must add up after each step. No test runner is in it: the tests
// and the bug zoo run the same property.
import fc from 'fast-check';
import { assertKept, SteppedRun } from '../../src/index.ts';
import type { LostPacket, SteppedWorker } from '../../src/index.ts';
import { CoreUnderTest } from '../../src/stepped/core-under-test.ts';

/** @throws Error that names the promise. */
function must(kept: boolean, text: string): void {
  if (!kept) throw new Error(text);
}

function equal(value: number, expected: number, what: string): void {
  must(value === expected, `Contract: ${what} is ${value} and should be ${expected}`);
}

interface Setting {
  readonly workers: number;
  readonly burst: number;
  readonly credits: number;
  readonly capacity: number;
  readonly flowBacklog: number;
  readonly notes: boolean;
}

const setting: fc.Arbitrary<Setting> = fc
  .record({ workers: fc.integer({ min: 1, max: 4 }), burst: fc.integer({ min: 1, max: 5 }), notes: fc.boolean() })
  .chain((base) => fc.record({ credits: fc.integer({ min: base.burst, max: 9 }), capacity: fc.integer({ min: base.burst, max: 40 }) }).map((sizes) => ({ ...base, ...sizes })))
  .chain((sizes) => fc.integer({ min: 1, max: sizes.capacity }).map((flowBacklog) => ({ ...sizes, flowBacklog })));

const tag = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 4 }) }, fc.constantFrom(0xffff_ffff, 0x8000_0000, 0x1_0002, 0x5_0003));
const worker = fc.nat({ max: 3 });

type Move =
  | { readonly kind: 'offer' | 'process'; readonly tags: readonly number[] }
  | { readonly kind: 'step'; readonly worker: number; readonly times: number }
  | { readonly kind: 'askEarly' | 'leave' | 'rejoin' | 'kill' | 'rest'; readonly worker: number }
  | { readonly kind: 'poll' | 'flush' | 'collect' | 'clearReturns' | 'retry' | 'fail' };

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('offer' as const, 'process' as const), tags: fc.array(tag, { maxLength: 12 }) }) },
  { weight: 12, arbitrary: fc.record({ kind: fc.constant('step' as const), worker, times: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('askEarly' as const, 'leave' as const, 'rejoin' as const, 'kill' as const, 'rest' as const), worker }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('poll' as const, 'flush' as const, 'collect' as const, 'clearReturns' as const, 'retry' as const, 'fail' as const) }) },
);

class Trial {
  readonly #setting: Setting;
  readonly #target: CoreUnderTest;
  readonly #run: SteppedRun;
  /** Undecided packets of dead workers, by tag, oldest first. */
  readonly #suspects = new Map<number, LostPacket[]>();
  readonly #failed: number[] = [];

  constructor(options: Setting) {
    const { notes, ...limits } = options;
    this.#setting = options;
    this.#target = new CoreUnderTest(limits);
    this.#run = new SteppedRun(this.#target);
    for (const one of this.#run.workers) one.notes = notes;
  }

  do(next: Move): void {
    const run = this.#run;
    switch (next.kind) {
      case 'offer':
        run.offer(next.tags);
        break;
      case 'process':
        run.process(next.tags);
        break;
      case 'step':
        for (let time = 0; time < next.times; time += 1) this.#worker(next.worker).step();
        break;
      case 'askEarly':
        if (this.#worker(next.worker).state === 'holding') this.#worker(next.worker).askEarly();
        break;
      case 'leave':
        if (this.#worker(next.worker).state !== 'dead') this.#worker(next.worker).leave();
        break;
      case 'rejoin':
        if (this.#worker(next.worker).state === 'dead') this.#worker(next.worker).replace();
        if (this.#worker(next.worker).state === 'away') this.#worker(next.worker).ask();
        break;
      case 'kill':
        this.#kill(next.worker % this.#setting.workers);
        break;
      case 'rest':
        this.#rest(this.#worker(next.worker));
        break;
      case 'poll':
        run.target.poll();
        break;
      case 'flush':
        run.flush();
        break;
      case 'collect':
        run.collect();
        break;
      case 'clearReturns':
        run.clearReturns();
        break;
      case 'retry':
      case 'fail':
        this.#decide(next.kind);
        break;
    }
    this.#checkCounters();
  }

  /** Brings everything to its end: all suspects decided, all workers there, all packets back. */
  finish(): void {
    const run = this.#run;
    while (this.#suspects.size > 0) this.#decide('retry');
    for (const one of run.workers) {
      if (one.state === 'dead') one.replace();
      if (one.state === 'away') one.ask();
    }
    run.settle();
    while (run.refused.count > 0) {
      const before = run.refused.count;
      run.process([]);
      run.settle();
      must(run.refused.count < before, `Finite: ${before} refused packets find no room`);
    }
    must(run.flush(), 'Finite: flush does not end');
    run.collect();
    const counters = this.#checkCounters();
    for (const name of ['outstanding', 'inFlight', 'backlog', 'suspects', 'flows'] as const) equal(counters[name], 0, name);
    equal(counters.accepted, run.submitted, 'accepted');
    assertKept(run.verdict('complete'));
  }

  #worker(id: number): SteppedWorker {
    return this.#run.worker(id % this.#setting.workers);
  }

  #kill(id: number): void {
    for (const suspect of this.#run.kill(id)) {
      const flow = this.#suspects.get(suspect.tag);
      if (flow === undefined) this.#suspects.set(suspect.tag, [suspect]);
      else flow.push(suspect);
    }
  }

  #decide(decision: 'retry' | 'fail'): void {
    const [first] = this.#suspects;
    if (first === undefined) return;
    const [suspectTag, flow] = first;
    if (decision === 'retry') this.#run.retry(flow.splice(0));
    else {
      const suspect = flow.shift()!;
      this.#failed.push(suspect.handle);
      this.#run.fail(suspect);
    }
    if (flow.length === 0) this.#suspects.delete(suspectTag);
  }

  /** One worker keeps what it claimed; the others go on until nothing moves. */
  #rest(keeper: SteppedWorker): void {
    const run = this.#run;
    run.rest(run.workers.filter((one) => one !== keeper || (one.state !== 'holding' && one.state !== 'done')));
  }

  #checkCounters(): ReturnType<CoreUnderTest['distributor']['counters']> {
    const counters = this.#target.distributor.counters();
    const { accepted, returned, outstanding, inFlight, backlog, suspects, taken, dropped } = counters;
    equal(accepted, returned + outstanding, 'accepted');
    equal(outstanding, inFlight + backlog + suspects, 'outstanding');
    equal(suspects, [...this.#suspects.values()].flat().length, 'suspects');
    equal(accepted, this.#run.submitted - this.#run.refused.count, 'accepted and refused');
    equal(taken, this.#run.returned.length, 'taken');
    equal(dropped, this.#run.dropped, 'dropped');
    must(outstanding <= this.#setting.capacity, `Bounded: ${outstanding} packets are outstanding`);
    must(accepted - taken - dropped <= 2 * this.#setting.capacity, `Bounded: ${accepted - taken - dropped} packets are not taken`);
    this.#checkBacklogs();
    return counters;
  }

  /** What one tag can have waiting is bounded: a lane and its backlog. */
  #checkBacklogs(): void {
    const run = this.#run;
    const gone = new Set([...this.#failed, ...run.refused.handles.subarray(0, run.refused.count), ...run.workers.flatMap(({ handled }) => handled)]);
    const waiting = new Map<number, number>();
    for (let packet = 0; packet < run.submitted; packet += 1) {
      if (!gone.has(packet)) waiting.set(run.tagOf(packet), (waiting.get(run.tagOf(packet)) ?? 0) + 1);
    }
    const { credits, flowBacklog } = this.#setting;
    for (const [of, count] of waiting) must(count <= credits + flowBacklog, `Bounded: ${count} packets of tag ${of} were accepted and not handled`);
  }
}

/** Any moves in any setting; the property throws when a promise is broken. */
export const anyMoves: fc.IProperty<[Setting, Move[]]> = fc.property(setting, fc.array(move, { maxLength: 80, size: 'max' }), (options, moves) => {
  const trial = new Trial(options);
  for (const next of moves) trial.do(next);
  trial.finish();
});
