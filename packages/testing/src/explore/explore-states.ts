// Every state of a program: depth first, no state twice. States are equal when shared words, sleepers, the race detector's
// knowledge and all threads are; a thread is where it is by what it did since its last checkpoint. Where programs have
// checkpoints, this reaches much further than exploring executions. Beyond safety it shows that every state can still come
// to an end without help (Tarjan's components, on the way): a component that nobody leaves is a livelock.
import { Random } from '../workloads/random.ts';
import { Contested } from './contested.ts';
import type { Exploration, Finding } from './finding.ts';
import { Footprint } from './footprint.ts';
import { Machine } from './machine.ts';
import { pct, walk } from './policies.ts';
import type { Program } from './program.ts';
import { Reach } from './reach.ts';
import { runToEnd } from './run-to-end.ts';
import { DONE, FIRST, StateTable } from './state-table.ts';

/** Bounds of {@link exploreStates}. */
export interface StateOptions {
  /** Gives up after so many states. Default 20 million, which take some 0.4 GB. */
  readonly maxStates?: number;
  /** Gives up after so many milliseconds. Default Infinity. */
  readonly milliseconds?: number;
  /** False lets all actors loose at every state: to check the reduction itself. Default true. */
  readonly reduce?: boolean;
}

/**
 * Explores all states of a program, and stops at the first failure. It reaches much further than {@link exploreAll} where the
 * threads call `checkpoint`, and without checkpoints it is no less sound. The program's check sees one history for each end state,
 * not every history. Two different states count as one with probability states^2 / 2^65.
 *
 * @throws RangeError for a program that has no threads or more than 8.
 * @throws Error when a thread's code is not deterministic.
 */
export function exploreStates(program: Program, options: StateOptions = {}): Exploration {
  const started = Date.now();
  const { objects } = new Machine(program);
  const reach = new Reach(objects);
  const contested = new Contested(objects);
  learn(program, reach, contested);
  for (;;) {
    reach.grown = false;
    contested.grown = false;
    const exploration = new StateSearch(program, options, reach, contested, started).run();
    if (exploration !== undefined) return exploration;
  }
}

/** Random schedules show most of what threads touch. */
function learn(program: Program, reach: Reach, contested: Contested): void {
  const machine = new Machine(program, contested);
  const step = new Footprint(machine.footprintSize);
  const random = new Random(1);
  for (let run = 0; run < LESSONS; run++) {
    machine.restart();
    const policy = run % 2 === 0 ? walk(random) : pct(random, machine.actors, 3, 100);
    runToEnd(machine, [], 2000, (able, at) => {
      const actor = policy(able, at);
      machine.footprint(actor, step, machine.enabled() === 0);
      reach.learn(actor, step);
      return actor;
    });
  }
}

const LESSONS = 300;

class StateSearch {
  readonly #machine: Machine;
  readonly #options: StateOptions;
  readonly #reach: Reach;
  readonly #contested: Contested;
  readonly #reduce: boolean;
  readonly #step: Footprint;
  readonly #started: number;
  readonly #table = new StateTable();

  // The path, one entry a step.
  #chosen = new Int32Array(1024);
  #expires = new Int32Array(1024);
  /** Actors that could act here; those that are still to be let loose; those that were. */
  #able = new Int32Array(1024);
  #open = new Int32Array(1024);
  #taken = new Int32Array(1024);
  #marks = new Int32Array(1024);
  /** The state's number, and the lowest number on the path that is known to be reached from it. */
  #number = new Int32Array(1024);
  #lowest = new Int32Array(1024);
  /** Whether threads alone can come from here to an end, or to a state that can. */
  #ends = new Int32Array(1024);

  // States that wait for their component to be complete.
  #stack = new Int32Array(2048);
  #stacked = 0;

  #depth = 0;
  #executions = 0;
  #steps = 0;
  #longest = 0;
  #finding: Finding | undefined;

  constructor(program: Program, options: StateOptions, reach: Reach, contested: Contested, started: number) {
    this.#machine = new Machine(program, contested);
    this.#contested = contested;
    this.#options = options;
    this.#reach = reach;
    this.#reduce = options.reduce ?? true;
    this.#step = new Footprint(this.#machine.footprintSize);
    this.#started = started;
  }

  /** What was found, or undefined when the search must start over, knowing more. */
  run(): Exploration | undefined {
    const started = this.#started;
    const deadline = started + (this.#options.milliseconds ?? Infinity);
    const maxStates = this.#options.maxStates ?? 20_000_000;
    let complete = false;
    this.#enter();
    while (this.#finding === undefined) {
      if (this.#reach.grown || this.#contested.grown) return undefined;
      const depth = this.#depth;
      const open = this.#open[depth]!;
      if (open !== 0) {
        if (this.#table.size >= maxStates || ((this.#steps & 0x3ff) === 0 && Date.now() > deadline)) break;
        this.#take(depth, this.#prefer(depth, open));
      } else if (depth === 0) {
        this.#leave();
        // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- a step taken since has set it
        complete = this.#finding === undefined;
        break;
      } else {
        this.#leave();
      }
    }
    const { nodes, runs, program } = this.#machine;
    return {
      program: program.name,
      finding: this.#finding,
      complete,
      executions: this.#executions,
      pruned: 0,
      states: this.#table.size,
      steps: this.#steps,
      longest: this.#longest,
      nodes,
      runs,
      milliseconds: Date.now() - started,
    };
  }

  #prefer(depth: number, open: number): number {
    const last = depth === 0 ? 0 : this.#chosen[depth - 1]!;
    return (open & (1 << last)) !== 0 ? last : 31 - Math.clz32(open & -open);
  }

  #take(depth: number, actor: number): void {
    const expires = this.#expires[depth] === 1 && this.#machine.isThread(actor);
    this.#open[depth]! &= ~(1 << actor);
    this.#taken[depth]! |= 1 << actor;
    this.#chosen[depth] = actor;
    this.#marks[depth] = this.#machine.mark;
    if (this.#reduce) {
      this.#machine.footprint(actor, this.#step, expires);
      this.#reach.learn(actor, this.#step);
    }
    this.#machine.act(actor, 0, expires);
    this.#steps++;
    this.#depth = depth + 1;
    this.#enter();
  }

  /** Arrives at a state, by the step before it. */
  #enter(): void {
    const machine = this.#machine;
    const depth = this.#depth;
    if (depth === this.#chosen.length) this.#deepen();
    if (machine.failure !== undefined) {
      this.#report();
      return;
    }
    const slot = this.#table.slot(machine.low, machine.high);
    const mark = this.#table.mark(slot);
    if (mark !== 0) {
      const before = depth - 1;
      // A circle: what was put off must not be put off for ever.
      if (mark > 0) this.#open[before] = this.#able[before]! & ~this.#taken[before]!;
      if (mark !== DONE) this.#lowest[before] = Math.min(this.#lowest[before]!, Math.abs(mark));
      else if (machine.isThread(this.#chosen[before]!)) this.#ends[before] = 1;
      this.#back();
      return;
    }
    const number = this.#table.size + FIRST;
    this.#table.setMark(slot, number);
    this.#push(machine.low, machine.high);
    this.#longest = Math.max(this.#longest, depth);
    this.#number[depth] = number;
    this.#lowest[depth] = number;
    this.#ends[depth] = 0;
    this.#expires[depth] = 0;
    let able = machine.ableThreads();
    if (able === 0) {
      able = machine.expiring();
      this.#expires[depth] = 1;
    }
    if (able === 0) {
      this.#executions++;
      machine.finish();
      this.#ends[depth] = 1;
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- finish() sets it
      if (machine.failure !== undefined) this.#report();
    }
    if (able === 0 && machine.allEnded) {
      this.#able[depth] = this.#open[depth] = 0;
      return;
    }
    const all = able | machine.ableInterference();
    this.#able[depth] = all;
    this.#taken[depth] = 0;
    this.#open[depth] = this.#reduce && this.#expires[depth] === 0 && able !== 0 ? this.#reach.choose(machine, all, this.#step) : all;
  }

  /** The state at this depth is explored: with its component, if it is the first of it. */
  #leave(): void {
    const depth = this.#depth;
    const whole = this.#lowest[depth] === this.#number[depth];
    if (whole) {
      if (this.#ends[depth] === 0) {
        this.#machine.fail({ kind: 'livelock', text: 'the threads can go on for ever from here, and cannot come to an end' });
        this.#report();
        return;
      }
      this.#settle(this.#number[depth]!);
    }
    if (depth === 0) return;
    const before = depth - 1;
    if (!whole) this.#table.setMark(this.#table.slot(this.#machine.low, this.#machine.high), -this.#number[depth]!);
    if (!whole) this.#lowest[before] = Math.min(this.#lowest[before]!, this.#lowest[depth]!);
    if (this.#ends[depth] === 1 && (!whole || this.#machine.isThread(this.#chosen[before]!))) this.#ends[before] = 1;
    this.#back();
  }

  #back(): void {
    this.#depth--;
    this.#machine.rollback(this.#marks[this.#depth]!);
  }

  #push(low: number, high: number): void {
    if (this.#stacked * 2 === this.#stack.length) this.#stack = widened(this.#stack);
    this.#stack[this.#stacked * 2] = low;
    this.#stack[this.#stacked * 2 + 1] = high;
    this.#stacked++;
  }

  /** Settles all states from a number on. */
  #settle(number: number): void {
    for (let mark = Infinity; mark > number; ) {
      this.#stacked--;
      const slot = this.#table.slot(this.#stack[this.#stacked * 2]!, this.#stack[this.#stacked * 2 + 1]!);
      mark = Math.abs(this.#table.mark(slot));
      this.#table.setMark(slot, DONE);
    }
  }

  #report(): void {
    const { failure } = this.#machine;
    if (failure !== undefined) this.#finding = { ...failure, schedule: Array.from(this.#chosen.subarray(0, this.#depth)) };
  }

  #deepen(): void {
    this.#chosen = widened(this.#chosen);
    this.#expires = widened(this.#expires);
    this.#able = widened(this.#able);
    this.#open = widened(this.#open);
    this.#taken = widened(this.#taken);
    this.#marks = widened(this.#marks);
    this.#number = widened(this.#number);
    this.#lowest = widened(this.#lowest);
    this.#ends = widened(this.#ends);
  }
}

function widened(column: Int32Array): Int32Array<ArrayBuffer> {
  const wide = new Int32Array(column.length * 2);
  wide.set(column);
  return wide;
}
