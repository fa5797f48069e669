// Where all that changes while a schedule runs stands in the ledger.
//
//   words | cells | ended [threads] | shared | deaths left            what threads see
//   node | state | wait word  [threads each]                          where they are
//   async word | resolved  [threads * places each] | timed [threads]
//   acted [killers and wakers] | widths of control words | the race detector's rows
//   wait turn [threads] | async turn [threads * places]
//   woken by [threads] | async value [threads * places] | rows       depend on the path and not on the state: uncounted in the fingerprint
import type { Program } from '../program.ts';
import type { Contested } from '../races/contested.ts';
import { ControlWords } from '../races/control-words.ts';
import { RaceDetector } from '../races/race-detector.ts';
import type { Actors } from './actors.ts';
import { Ledger } from './ledger.ts';
import { PLACES } from './promise-places.ts';

export class MachineWords {
  readonly ledger: Ledger = new Ledger();
  /** The ledger's words, to look at: they are changed by `ledger.set` alone. */
  readonly words: Int32Array;
  readonly races: RaceDetector;
  /** First of the program's own words. */
  readonly cells: number;
  /** 1 for a thread that has ended, 2 for one that died. */
  readonly ended: number;
  /** 1 once the other threads may start. */
  readonly shared: number;
  /** How many threads may still die. */
  readonly deaths: number;
  /** Words that threads see, and these three. */
  readonly visible: number;
  /** The node at which a thread stands. */
  readonly node: number;
  readonly state: number;
  /** The word that a sleeper sleeps on. */
  readonly waitWord: number;
  /** The word that a promise of `waitAsync` watches, or -1: by its thread and place. */
  readonly asyncWord: number;
  /** For a promise that is resolved, twice whose turn it is to be told to its thread, from 1, and 1 more if by its time-out; else 0. */
  readonly resolved: number;
  /** The place of a thread's pending promise that has a time-out, and 1 more; 0 when there is none. */
  readonly timed: number;
  /** How often a killer or waker has acted. */
  readonly acted: number;
  /** Who came when to the waiters of a word. */
  readonly waitTurn: number;
  readonly asyncTurn: number;
  /** The event that let a thread go on, until it goes on. */
  readonly wokenBy: number;
  /** What the word of a pending promise held when the promise was made. */
  readonly asyncValue: number;
  /** Rows of the history so far. */
  readonly rows: number;

  constructor(program: Program, actors: Actors, contested: Contested | undefined) {
    const { ledger } = this;
    const { threads } = actors;
    ledger.reserve(program.words);
    this.cells = ledger.reserve(program.cells ?? 0);
    this.ended = ledger.reserve(threads);
    this.shared = ledger.reserve(1);
    this.deaths = ledger.reserve(1);
    this.visible = ledger.words.length;
    this.node = ledger.reserve(threads);
    this.state = ledger.reserve(threads);
    this.waitWord = ledger.reserve(threads);
    this.asyncWord = ledger.reserve(threads * PLACES);
    this.resolved = ledger.reserve(threads * PLACES);
    this.timed = ledger.reserve(threads);
    this.acted = ledger.reserve(actors.victims.length);
    const control = program.isControlWord === undefined ? undefined : new ControlWords(ledger, program, contested);
    this.races = new RaceDetector(ledger, threads, this.visible, contested, control);
    this.waitTurn = ledger.reserve(threads);
    this.asyncTurn = ledger.reserve(threads * PLACES);
    this.wokenBy = ledger.uncounted = ledger.reserve(threads);
    this.asyncValue = ledger.reserve(threads * PLACES);
    this.rows = ledger.reserve(1);
    this.words = ledger.words;
    if (program.initial) this.words.set(program.initial.subarray(0, program.words));
    this.words[this.deaths] = actors.deaths;
    this.words.fill(-1, this.asyncWord, this.asyncWord + threads * PLACES);
  }
}
