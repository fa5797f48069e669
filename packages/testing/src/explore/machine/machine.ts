// The machine that a schedule runs on: shared words, threads that stand in their trees, waiters, deaths. It takes one
// step of one actor at a time and can go back. Its parts are the other files of this folder; this is what a search sees.
import type { Failure } from '../failure.ts';
import type { Program } from '../program.ts';
import type { Contested } from '../races/contested.ts';
import type { RaceDetector } from '../races/race-detector.ts';
import type { CheckpointUse } from '../threads/checkpoints.ts';
import { ThreadRunner } from '../threads/thread-runner.ts';
import { Ability } from './ability.ts';
import { Actors } from './actors.ts';
import { Acts } from './acts.ts';
import { Ending } from './ending.ts';
import { Events } from './events.ts';
import type { Footprint } from './footprint.ts';
import { Footprints } from './footprints.ts';
import { MachineWords } from './machine-words.ts';
import { Objects } from './objects.ts';
import { Operation } from './operation.ts';
import { Progress, type Observer } from './progress.ts';
import { ThreadState } from './thread-state.ts';
import { Waiters } from './waiters.ts';

/** Nodes of one thread that are kept before its tree is planted anew between two executions. */
const MAX_NODES = 6_000_000;

export class Machine {
  readonly program: Program;
  readonly runners: readonly ThreadRunner[];
  /** Who acts. Masks of actors have one bit each. */
  readonly actors: Actors;
  /** What acts can touch. */
  readonly objects: Objects;
  /** Who can act. */
  readonly ability: Ability;
  readonly #at: MachineWords;
  readonly #footprints: Footprints;
  readonly #progress: Progress;
  readonly #acts: Acts;
  readonly #ending: Ending;

  /**
   * @param contested for a search by states: the words on which a race is possible. Threads in equal states are one then.
   *   Default: all words, and checkpoints mean nothing, which costs less memory where states are not compared;
   *   the order of events matters then.
   * @param checkpoints what checkpoints do, if not what follows from this.
   */
  constructor(program: Program, contested?: Contested, checkpoints: CheckpointUse = contested === undefined ? 'ignored' : 'merged') {
    const actors = new Actors(program);
    const at = new MachineWords(program, actors, contested);
    const event = program.eventsAreSteps === false ? Operation.RECORD : Operation.EVENT;
    const layout = { words: program.words, cells: at.cells, ended: at.ended, all: at.visible, event };
    const incidental = new Set(program.incidental);
    const runners = program.threads.map((thread) => new ThreadRunner(thread, layout, incidental, checkpoints));
    const objects = new Objects(at.visible, actors.threads);
    const waiters = new Waiters(at, actors.threads);
    const events = new Events(at);
    this.program = program;
    this.actors = actors;
    this.runners = runners;
    this.objects = objects;
    this.ability = new Ability(at, actors, runners);
    this.#at = at;
    this.#footprints = new Footprints(at, actors, objects, waiters, runners, contested === undefined);
    this.#progress = new Progress(program, at, actors, runners, events);
    this.#acts = new Acts(at, actors, waiters, runners, this.#progress, contested);
    this.#ending = new Ending(program, at, actors, runners, events);
  }

  /** Half of a fingerprint of the whole state. */
  get low(): number {
    return this.#at.ledger.low;
  }

  /** The other half. */
  get high(): number {
    return this.#at.ledger.high;
  }

  /** A point to roll back to. */
  get mark(): number {
    return this.#at.ledger.mark;
  }

  rollback(mark: number): void {
    this.#at.ledger.rollback(mark);
    this.#progress.failure = undefined;
  }

  /** Back to the start. The trees are planted anew when they have grown too large. */
  restart(): void {
    this.rollback(0);
    for (const runner of this.runners) if (runner.tree.size > MAX_NODES) runner.clear();
  }

  /** What is wrong with the schedule so far. */
  get failure(): Failure | undefined {
    return this.#progress.failure;
  }

  /** Ends the schedule. */
  fail(failure: Failure): void {
    this.#progress.fail(failure);
  }

  /** One act of an actor that can act. @param event a number for it, from 1, told by `wokenBy` later. */
  act(actor: number, event: number, expires = false): void {
    this.#acts.act(actor, event, expires);
  }

  /** Nobody can act: judges the execution. */
  finish(): void {
    const failure = this.#ending.judge();
    if (failure !== undefined) this.fail(failure);
  }

  /** What the next act of an actor that can act will touch. */
  footprint(actor: number, into: Footprint, expires = false): void {
    this.#footprints.of(actor, into, expires);
  }

  /** What must change for an actor to become able; false when anybody may have a hand in it. */
  awaited(actor: number, into: Footprint): boolean {
    return this.#footprints.awaited(actor, into);
  }

  /** The event that let a thread go on, as `act` was told of it, if it has not gone on yet; else 0. */
  wokenBy(actor: number): number {
    return this.isThread(actor) ? this.#at.words[this.#at.wokenBy + actor]! : 0;
  }

  isThread(actor: number): boolean {
    return actor < this.actors.threads;
  }

  /** The node at which a thread stands. */
  nodeOf(thread: number): number {
    return this.#at.words[this.#at.node + thread]!;
  }

  /** What a thread is about to do, for reports. */
  standing(thread: number): 'runs' | 'waits' | 'ended' | 'died' {
    const state = this.#at.words[this.#at.state + thread]!;
    return state === ThreadState.RUNS ? 'runs' : state === ThreadState.WAITS ? 'waits' : state === ThreadState.ENDED ? 'ended' : 'died';
  }

  /** Told of every operation that is carried out. */
  set observer(observer: Observer) {
    this.#progress.observer = observer;
  }

  /** The race behind a failure of that kind: the later access, and what the detector knows of the earlier one. */
  get race(): { readonly thread: number; readonly node: number; readonly races: RaceDetector } {
    return { thread: this.#progress.raceThread, node: this.#progress.raceNode, races: this.#at.races };
  }

  /** Nodes known of all threads. */
  get nodes(): number {
    return this.runners.reduce((sum, { tree }) => sum + tree.size, 0);
  }

  /** Runs of threads' code so far. */
  get runs(): number {
    return this.runners.reduce((sum, { runs }) => sum + runs, 0);
  }
}
