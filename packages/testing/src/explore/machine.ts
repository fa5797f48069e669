// The machine that a schedule runs on: shared words, threads that stand in their trees, waiters, deaths. It takes one
// step of one actor at a time and can go back. Actors are the threads, then for each thread that may die its killer, then
// for each thread with early wakes its waker; a killer and a waker act at most that often, at any point, and change
// nothing when there is nothing for them to do, so that every point is one that the explorer can choose.
//
// Why a killed thread takes one more step that does nothing, and an idle killer acts in vain: a step that depends on
// another one must be in every execution, or the reduction would not see that the two can change places.
import { History } from '../history/history.ts';
import type { EventKind } from '../history/event-kind.ts';
import type { Contested } from './contested.ts';
import type { Failure } from './failure.ts';
import type { Footprint } from './footprint.ts';
import { Ledger } from './ledger.ts';
import { Operation, isStep } from './operation.ts';
import type { Execution, Program } from './program.ts';
import { RaceDetector } from './race-detector.ts';
import { ThreadRunner } from './thread-runner.ts';

const MAX_THREADS = 8;

const RUNS = 0;
const WAITS = 1;
const ENDED = 2;
/** Killed, and about to take its last step. */
const DYING = 3;
const DIED = 4;

/** Tells of every operation that a step carries out, its result included. For traces. */
export type Observer = (thread: number, node: number, result: number) => void;

/** No step, but what it changes outlives the thread: one that may die can die between two of them. */
const LASTING: number = Operation.WRITE;

/** Operations in a row that are no steps: a thread that does more goes round in circles. */
const ENDLESS = 100_000;

/** Nodes of one thread that are kept before its tree is planted anew between two executions. */
const MAX_NODES = 6_000_000;

export class Machine {
  readonly program: Program;
  readonly runners: readonly ThreadRunner[];
  readonly threads: number;
  /** Threads, killers and wakers. */
  readonly actors: number;
  /** What is wrong with the schedule so far. */
  failure: Failure | undefined;
  /** The race behind a failure of that kind. */
  readonly races: RaceDetector;
  raceNode = -1;
  raceThread = -1;
  observer: Observer | undefined;

  readonly #ledger = new Ledger();
  readonly #contested: Contested | undefined;
  readonly #ended: number;
  readonly #shared: number;
  readonly #budget: number;
  readonly #allWords: number;
  readonly #node: number;
  readonly #state: number;
  readonly #waitWord: number;
  readonly #waitTurn: number;
  readonly #asyncWord: number;
  readonly #asyncTurn: number;
  readonly #resolved: number;
  readonly #wokenBy: number;
  readonly #acted: number;
  readonly #rows: number;
  readonly #events: number[] = [];
  /** For each killer and waker, the thread it is after and how often it acts. */
  readonly #victims: number[] = [];
  readonly #acts: number[] = [];
  readonly #killers: number;
  readonly #naps: boolean[];
  readonly #mortal: boolean[];

  /**
   * @param contested for a search by states: the words on which a race is possible. Threads in equal states are one then.
   *   Default: all words, and checkpoints mean nothing, which costs less memory where states are not compared.
   */
  constructor(program: Program, contested?: Contested) {
    this.#contested = contested;
    const { threads, words } = program;
    if (threads.length < 1 || threads.length > MAX_THREADS) throw new RangeError(`a program has 1 to ${MAX_THREADS} threads, got ${threads.length}`);
    this.program = program;
    this.threads = threads.length;
    this.#mortal = threads.map(({ mayDie = false }) => mayDie);
    this.#naps = threads.map(({ earlyWakes = 0, mayDie = false }) => mayDie || earlyWakes > 0);
    for (const [thread, { mayDie = false }] of threads.entries()) if (mayDie) this.#actor(thread, 1);
    this.#killers = this.#victims.length;
    for (const [thread, { earlyWakes = 0 }] of threads.entries()) if (earlyWakes > 0) this.#actor(thread, earlyWakes);
    this.actors = this.threads + this.#victims.length;

    const ledger = this.#ledger;
    ledger.reserve(words);
    const cells = ledger.reserve(program.cells ?? 0);
    this.#ended = ledger.reserve(this.threads);
    this.#shared = ledger.reserve(1);
    this.#budget = ledger.reserve(1);
    this.#allWords = ledger.words.length;
    this.#node = ledger.reserve(this.threads);
    this.#state = ledger.reserve(this.threads);
    this.#waitWord = ledger.reserve(this.threads);
    this.#asyncWord = ledger.reserve(this.threads);
    this.#resolved = ledger.reserve(this.threads);
    this.#acted = ledger.reserve(this.#victims.length);
    this.races = new RaceDetector(ledger, this.threads, this.#allWords, contested);
    this.#waitTurn = ledger.reserve(this.threads);
    this.#asyncTurn = ledger.reserve(this.threads);
    // What depends on the path and not on the state comes last and does not count.
    this.#wokenBy = ledger.uncounted = ledger.reserve(this.threads);
    this.#rows = ledger.reserve(1);
    if (program.initial) ledger.words.set(program.initial.subarray(0, words));
    ledger.words[this.#budget] = program.deaths ?? 1;
    ledger.words.fill(-1, this.#asyncWord, this.#asyncWord + this.threads);
    const layout = { words, cells, ended: this.#ended, all: this.#allWords };
    const incidental = new Set(program.incidental);
    this.runners = threads.map((thread) => new ThreadRunner(thread, layout, incidental, contested !== undefined));
  }

  #actor(thread: number, acts: number): void {
    this.#victims.push(thread);
    this.#acts.push(acts);
  }

  /** Half of a fingerprint of the whole state. */
  get low(): number {
    return this.#ledger.low;
  }

  /** The other half. */
  get high(): number {
    return this.#ledger.high;
  }

  get mark(): number {
    return this.#ledger.mark;
  }

  rollback(mark: number): void {
    this.#ledger.rollback(mark);
    this.failure = undefined;
  }

  /** Back to the start. The trees are planted anew when they have grown too large. */
  restart(): void {
    this.rollback(0);
    for (const runner of this.runners) if (runner.tree.size > MAX_NODES) runner.clear();
  }

  /** Nodes known of all threads. */
  get nodes(): number {
    return this.runners.reduce((sum, { tree }) => sum + tree.size, 0);
  }

  /** Runs of threads' code so far. */
  get runs(): number {
    return this.runners.reduce((sum, { runs }) => sum + runs, 0);
  }

  nameOf(actor: number): string {
    if (actor < this.threads) return this.program.threads[actor]!.name;
    const victim = this.program.threads[this.#victims[actor - this.threads]!]!.name;
    return actor - this.threads < this.#killers ? `death of ${victim}` : `early wake of ${victim}`;
  }

  isThread(actor: number): boolean {
    return actor < this.threads;
  }

  /** The node at which a thread stands. */
  nodeOf(thread: number): number {
    return this.#ledger.words[this.#node + thread]!;
  }

  /** The actors that can act, one bit each. */
  enabled(): number {
    let actors = 0;
    for (let thread = 0; thread < this.threads; thread++) if (this.#canStep(thread)) actors |= 1 << thread;
    const { words } = this.#ledger;
    if (words[this.#shared] === 0) return actors;
    for (let i = 0; i < this.#victims.length; i++) if (words[this.#acted + i]! < this.#acts[i]!) actors |= 1 << (this.threads + i);
    return actors;
  }

  /** The threads that can take a step, one bit each. */
  ableThreads(): number {
    return this.enabled() & ((1 << this.threads) - 1);
  }

  /** The killers and wakers whose act would change anything now. */
  ableInterference(): number {
    const { words } = this.#ledger;
    let actors = 0;
    if (words[this.#shared] === 0) return 0;
    for (let i = 0; i < this.#victims.length; i++) {
      const state = words[this.#state + this.#victims[i]!]!;
      const changes = i < this.#killers ? words[this.#budget]! > 0 && (state === RUNS || state === WAITS) : state === WAITS;
      if (changes && words[this.#acted + i]! < this.#acts[i]!) actors |= 1 << (this.threads + i);
    }
    return actors;
  }

  /** When nobody can act: the threads whose wait has a time-out, one bit each. A step of theirs is its expiry. */
  expiring(): number {
    let actors = 0;
    for (let thread = 0; thread < this.threads; thread++) {
      if (this.#ledger.words[this.#state + thread] === WAITS && this.#tree(thread).other[this.nodeOf(thread)] === 1) actors |= 1 << thread;
    }
    return actors;
  }

  #tree(thread: number): ThreadRunner['tree'] {
    return this.runners[thread]!.tree;
  }

  #canStep(thread: number): boolean {
    const { words } = this.#ledger;
    const state = words[this.#state + thread]!;
    if (state === DYING) return true;
    if (state !== RUNS) return false;
    const tree = this.#tree(thread);
    const node = this.nodeOf(thread);
    const operation = tree.operation[node]!;
    if (operation === Operation.START) return thread === 0 || words[this.#shared] === 1;
    if (operation === Operation.THREW) return false;
    if (operation === Operation.IDLE) return this.#canLeaveIdle(thread, tree.value[node]!, tree.other[node]! === 1);
    return true;
  }

  #canLeaveIdle(thread: number, known: number, waits: boolean): boolean {
    const { words } = this.#ledger;
    if (waits && words[this.#resolved + thread] === 1) return true;
    for (let other = 0; other < this.threads; other++) if (words[this.#ended + other] !== 0 && (known & (1 << other)) === 0) return true;
    return false;
  }

  /** The event that let a thread go on, as `act` was told of it, if it has not gone on yet; else 0. */
  wokenBy(actor: number): number {
    return actor < this.threads ? this.#ledger.words[this.#wokenBy + actor]! : 0;
  }

  // Objects of footprints: words by their index, then waiter lists, lives, naps and idle promises.
  #listOf(word: number): number {
    return this.#allWords + word;
  }

  #lifeOf(thread: number): number {
    return 2 * this.#allWords + thread;
  }

  #napOf(thread: number): number {
    return 2 * this.#allWords + this.threads + thread;
  }

  #promiseOf(thread: number): number {
    return 2 * this.#allWords + 2 * this.threads + thread;
  }

  /** How many objects there are. */
  get objects(): number {
    return 2 * this.#allWords + 3 * this.threads;
  }

  /** Objects of one footprint, at most. */
  get footprintSize(): number {
    return 8 + 3 * this.threads;
  }

  /** What the next act of an actor that can act will touch. It stays so until something it depends on happens. */
  footprint(actor: number, into: Footprint, expires = false): void {
    into.clear();
    if (actor >= this.threads) {
      this.#interference(actor - this.threads, into);
      return;
    }
    const { words } = this.#ledger;
    const tree = this.#tree(actor);
    const node = this.nodeOf(actor);
    const operation = tree.operation[node]!;
    const word = tree.index[node]!;
    if (this.#mortal[actor]) into.add(this.#lifeOf(actor), false);
    if (words[this.#state + actor] === DYING) {
      into.add(this.#ended + actor, true);
      return;
    }
    if (expires) {
      into.add(this.#listOf(word), true);
      if (this.#naps[actor]) into.add(this.#napOf(actor), true);
      return;
    }
    switch (operation) {
      case Operation.START:
        into.add(this.#shared, false);
        return;
      case Operation.SHARE:
        into.add(this.#shared, true);
        return;
      case Operation.LOAD:
        into.add(word, false);
        return;
      case Operation.STORE:
      case Operation.ADD:
      case Operation.EXCHANGE:
        into.add(word, true);
        return;
      case Operation.COMPARE_EXCHANGE:
        into.add(word, words[word] === tree.value[node]);
        return;
      case Operation.NOTIFY: {
        const waiters = this.#waitersOf(word, tree.value[node]!, false, 0);
        into.add(this.#listOf(word), waiters !== 0);
        for (let thread = 0; thread < this.threads; thread++) {
          if ((waiters & (1 << thread)) === 0) continue;
          if (words[this.#state + thread] === WAITS) {
            if (this.#naps[thread]) into.add(this.#napOf(thread), true);
          } else into.add(this.#promiseOf(thread), true);
        }
        return;
      }
      case Operation.WAIT:
      case Operation.WAIT_ASYNC:
        into.add(word, false);
        if (words[word] !== tree.value[node]) return;
        into.add(this.#listOf(word), true);
        if (this.#naps[actor]) into.add(this.#napOf(actor), true);
        return;
      case Operation.IDLE:
        into.add(this.#promiseOf(actor), false);
        for (let thread = 0; thread < this.threads; thread++) into.add(this.#ended + thread, false);
        return;
      case Operation.END:
        into.add(this.#ended + actor, true);
        return;
    }
  }

  #interference(index: number, into: Footprint): void {
    const { words } = this.#ledger;
    const victim = this.#victims[index]!;
    const state = words[this.#state + victim]!;
    if (index >= this.#killers) {
      into.add(this.#napOf(victim), state === WAITS);
      if (state === WAITS) into.add(this.#listOf(words[this.#waitWord + victim]!), true);
      return;
    }
    into.add(this.#lifeOf(victim), true);
    if (state === ENDED) return;
    into.add(this.#budget, words[this.#budget]! > 0);
    if (words[this.#budget]! === 0) return;
    into.add(this.#napOf(victim), true);
    if (state === WAITS) into.add(this.#listOf(words[this.#waitWord + victim]!), true);
    if (words[this.#asyncWord + victim]! >= 0) into.add(this.#listOf(words[this.#asyncWord + victim]!), true);
  }

  /** The turn of the waiter of a word that came last. */
  #lastTurn(word: number): number {
    const { words } = this.#ledger;
    let last = 0;
    for (let thread = 0; thread < this.threads; thread++) {
      if (words[this.#state + thread] === WAITS && words[this.#waitWord + thread] === word) last = Math.max(last, words[this.#waitTurn + thread]!);
      if (words[this.#asyncWord + thread] === word) last = Math.max(last, words[this.#asyncTurn + thread]!);
    }
    return last;
  }

  /** Threads that a notify wakes, one bit each; it wakes them if told to. */
  #waitersOf(word: number, count: number, wake: boolean, event: number): number {
    const { words } = this.#ledger;
    let woken = 0;
    for (let left = count; left > 0; left--) {
      let next = -1;
      let turn = 0x7fffffff;
      for (let thread = 0; thread < this.threads; thread++) {
        if ((woken & (1 << thread)) !== 0) continue;
        const waits = words[this.#state + thread] === WAITS && words[this.#waitWord + thread] === word;
        const since = waits ? words[this.#waitTurn + thread]! : words[this.#asyncWord + thread] === word ? words[this.#asyncTurn + thread]! : turn;
        if (since >= turn) continue;
        next = thread;
        turn = since;
      }
      if (next === -1) break;
      woken |= 1 << next;
      if (!wake) continue;
      if (words[this.#state + next] === WAITS) this.#wake(next, event);
      else {
        this.#ledger.set(this.#asyncWord + next, -1);
        this.#ledger.set(this.#asyncTurn + next, 0);
        this.#ledger.set(this.#resolved + next, 1);
      }
    }
    return woken;
  }

  #wake(thread: number, event: number): void {
    this.#ledger.set(this.#state + thread, RUNS);
    this.#ledger.set(this.#waitTurn + thread, 0);
    this.#ledger.set(this.#wokenBy + thread, event);
    this.#advance(thread, 0);
  }

  /** One act of an actor that can act. @param event a number for it, from 1, told by `wokenBy` later. */
  act(actor: number, event: number, expires = false): void {
    if (this.#contested !== undefined) this.#contested.shared = this.#ledger.words[this.#shared] === 1;
    if (actor >= this.threads) {
      this.#interfere(actor - this.threads, event);
      return;
    }
    const ledger = this.#ledger;
    const { words } = ledger;
    if (words[this.#state + actor] === DYING) {
      // What is seen of a death, if it is seen, is seen some time after it.
      this.#atomic(actor, this.#ended + actor, false, true);
      ledger.set(this.#ended + actor, 2);
      ledger.set(this.#state + actor, DIED);
      return;
    }
    ledger.set(this.#wokenBy + actor, 0);
    if (expires) {
      this.#wake(actor, 0);
      return;
    }
    const tree = this.#tree(actor);
    const node = this.nodeOf(actor);
    const word = tree.index[node]!;
    const value = tree.value[node]!;
    let result = 0;
    switch (tree.operation[node]!) {
      case Operation.START:
        if (actor > 0) this.#atomic(actor, this.#shared, true, false);
        break;
      case Operation.SHARE:
        this.#atomic(actor, this.#shared, false, true);
        ledger.set(this.#shared, 1);
        if (this.#contested !== undefined) this.#contested.shared = true;
        break;
      case Operation.LOAD:
        this.#atomic(actor, word, true, false);
        result = words[word]!;
        break;
      case Operation.STORE:
        this.#atomic(actor, word, false, true);
        ledger.set(word, value);
        break;
      case Operation.ADD:
        this.#atomic(actor, word, true, true);
        result = words[word]!;
        ledger.set(word, result + value);
        break;
      case Operation.EXCHANGE:
        this.#atomic(actor, word, true, true);
        result = words[word]!;
        ledger.set(word, value);
        break;
      case Operation.COMPARE_EXCHANGE:
        result = words[word]!;
        this.#atomic(actor, word, true, result === value);
        if (result === value) ledger.set(word, tree.other[node]!);
        break;
      case Operation.NOTIFY:
        this.#waitersOf(word, value, true, event);
        break;
      case Operation.WAIT:
        if (words[word] !== value) break;
        ledger.set(this.#waitTurn + actor, this.#lastTurn(word) + 1);
        ledger.set(this.#state + actor, WAITS);
        ledger.set(this.#waitWord + actor, word);
        this.observer?.(actor, node, 1);
        return;
      case Operation.WAIT_ASYNC:
        if (words[word] !== value) break;
        result = 1;
        ledger.set(this.#asyncTurn + actor, this.#lastTurn(word) + 1);
        ledger.set(this.#asyncWord + actor, word);
        ledger.set(this.#resolved + actor, 0);
        break;
      case Operation.IDLE:
        result = tree.other[node] === 1 ? words[this.#resolved + actor]! : 0;
        ledger.set(this.#resolved + actor, 0);
        break;
      case Operation.WRITE:
        this.#write(actor, node);
        break;
      case Operation.END:
        this.#atomic(actor, this.#ended + actor, false, true);
        ledger.set(this.#ended + actor, 1);
        ledger.set(this.#state + actor, ENDED);
        this.observer?.(actor, node, 0);
        return;
    }
    this.#advance(actor, result);
  }

  #interfere(index: number, event: number): void {
    const ledger = this.#ledger;
    const { words } = ledger;
    const victim = this.#victims[index]!;
    const state = words[this.#state + victim]!;
    ledger.set(this.#acted + index, words[this.#acted + index]! + 1);
    if (index >= this.#killers) {
      if (state === WAITS) this.#wake(victim, event);
      return;
    }
    if (state === ENDED || words[this.#budget] === 0) return;
    ledger.set(this.#budget, words[this.#budget]! - 1);
    ledger.set(this.#state + victim, DYING);
    if (state === WAITS) ledger.set(this.#wokenBy + victim, event);
    ledger.set(this.#asyncWord + victim, -1);
  }

  /** The thread goes on with a result, through all that is no step, up to its next step. */
  #advance(thread: number, result: number): void {
    const ledger = this.#ledger;
    const { words } = ledger;
    const runner = this.runners[thread]!;
    const { tree } = runner;
    let node = words[this.#node + thread]!;
    let given = result;
    for (let operations = 0; ; operations++) {
      if (operations > ENDLESS) {
        this.fail({ kind: 'livelock', text: `${this.nameOf(thread)} does ${ENDLESS} operations without a step` });
        return;
      }
      this.observer?.(thread, node, given);
      node = runner.after(node, given, words);
      if (tree.operation[node] === Operation.CHECKPOINT) node = runner.stateOf(node);
      ledger.set(this.#node + thread, node);
      const operation = tree.operation[node]!;
      if (isStep(operation) || (operation === LASTING && this.#mortal[thread] === true)) return;
      given = 0;
      const word = tree.index[node]!;
      switch (operation) {
        case Operation.READ:
          if (!this.races.plain(thread, word, false)) this.#race(thread, node);
          given = words[word]!;
          break;
        case Operation.WRITE:
          this.#write(thread, node);
          break;
        case Operation.RECORD:
          this.#record(thread, node);
          break;
        case Operation.THREW:
          this.observer?.(thread, node, 0);
          this.fail({ kind: 'threw', text: `${this.nameOf(thread)} threw ${String(runner.outcomes.get(node))}` });
          return;
      }
    }
  }

  #write(thread: number, node: number): void {
    const { index, value } = this.#tree(thread);
    if (!this.races.plain(thread, index[node]!, true)) this.#race(thread, node);
    this.#ledger.set(index[node]!, value[node]!);
  }

  #record(thread: number, node: number): void {
    const { index, value, other } = this.#tree(thread);
    const row = this.#ledger.words[this.#rows]!;
    this.#events[row * 3] = index[node]!;
    this.#events[row * 3 + 1] = value[node]!;
    this.#events[row * 3 + 2] = other[node]!;
    this.#ledger.set(this.#rows, row + 1);
  }

  #atomic(thread: number, word: number, loads: boolean, stores: boolean): void {
    if (!this.races.atomic(thread, word, loads, stores)) this.#race(thread, this.nodeOf(thread));
  }

  #race(thread: number, node: number): void {
    if (this.failure !== undefined) return;
    this.raceThread = thread;
    this.raceNode = node;
    this.fail({
      kind: 'race',
      text: `${this.nameOf(thread)} and ${this.nameOf(this.races.earlierThread)} access word ${this.races.word}, and no atomic access orders the two`,
    });
  }

  /** Ends the schedule. */
  fail(failure: Failure): void {
    this.failure ??= failure;
  }

  /** Nobody can act: is the execution over, and is it well? */
  finish(): void {
    const { words } = this.#ledger;
    const { threads, check } = this.program;
    const stuck: number[] = [];
    for (let thread = 0; thread < this.threads; thread++) {
      const state = words[this.#state + thread]!;
      if (state !== ENDED && state !== DIED && threads[thread]!.background !== true) stuck.push(thread);
    }
    if (stuck.length > 0) {
      const missed = stuck.find((thread) => words[this.#state + thread] === WAITS && words[words[this.#waitWord + thread]!] !== this.#tree(thread).value[this.nodeOf(thread)]);
      const names = stuck.map((thread) => this.nameOf(thread)).join(', ');
      this.fail(
        missed === undefined
          ? { kind: 'deadlock', text: `${names} cannot go on, and nobody else is left to help` }
          : { kind: 'lost-wake-up', text: `${this.nameOf(missed)} sleeps on word ${words[this.#waitWord + missed]!}, which has changed since; nobody will wake it (not ended: ${names})` },
      );
      return;
    }
    const wrong = check?.(this.#execution());
    if (wrong !== undefined) this.fail({ kind: 'check', text: wrong });
  }

  #execution(): Execution {
    const { words } = this.#ledger;
    const history = new History(Math.max(16, words[this.#rows]!));
    for (let row = 0; row < words[this.#rows]!; row++) {
      const head = this.#events[row * 3]!;
      history.record((head & 0xff) as EventKind, this.#events[row * 3 + 1]! >>> 0, this.#events[row * 3 + 2]! >>> 0, head >>> 8);
    }
    const cells = this.program.words;
    return {
      history,
      results: this.runners.map(({ outcomes }, thread) => outcomes.get(this.nodeOf(thread))),
      died: this.program.threads.map((_, thread) => words[this.#state + thread] === DIED),
      word: (index) => words[index]!,
      cell: (index) => words[cells + index]!,
    };
  }

  /** One bit for each thread. */
  get allThreads(): number {
    return (1 << this.threads) - 1;
  }

  /** The actors that may still change anything some time. */
  alive(): number {
    const { words } = this.#ledger;
    let actors = 0;
    for (let thread = 0; thread < this.threads; thread++) {
      const state = words[this.#state + thread]!;
      if (state !== ENDED && state !== DIED) actors |= 1 << thread;
    }
    for (let i = 0; i < this.#victims.length; i++) {
      const spent = words[this.#acted + i] === this.#acts[i] || (i < this.#killers && words[this.#budget] === 0);
      if (!spent && (actors & (1 << this.#victims[i]!)) !== 0) actors |= 1 << (this.threads + i);
    }
    return actors;
  }

  /** What must change for an actor to become able, if `footprint` objects tell it; else false: anybody may have a hand in it. */
  awaited(actor: number, into: Footprint): boolean {
    into.clear();
    if (actor >= this.threads) {
      // A waker waits for its victim to sleep.
      into.add(this.#napOf(this.#victims[actor - this.threads]!), false);
      return true;
    }
    const { words } = this.#ledger;
    if (words[this.#state + actor] === WAITS) {
      into.add(this.#listOf(words[this.#waitWord + actor]!), false);
      return true;
    }
    if (this.#tree(actor).operation[this.nodeOf(actor)] !== Operation.IDLE) return false;
    into.add(this.#promiseOf(actor), false);
    for (let thread = 0; thread < this.threads; thread++) into.add(this.#ended + thread, false);
    return true;
  }

  /** Whether all threads have ended or died. */
  get allEnded(): boolean {
    for (let thread = 0; thread < this.threads; thread++) {
      const state = this.#ledger.words[this.#state + thread]!;
      if (state !== ENDED && state !== DIED) return false;
    }
    return true;
  }

  /** The value of a shared word or cell. */
  wordAt(index: number): number {
    return this.#ledger.words[index]!;
  }

  /** First of the cells among the words. */
  get cellsAt(): number {
    return this.program.words;
  }

  /** What a thread is about to do, and whether it sleeps, for reports. */
  standing(thread: number): 'runs' | 'waits' | 'ended' | 'died' {
    const state = this.#ledger.words[this.#state + thread]!;
    return state === RUNS ? 'runs' : state === WAITS ? 'waits' : state === ENDED ? 'ended' : 'died';
  }
}
