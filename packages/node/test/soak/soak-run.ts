// Packets over real worker threads while things go wrong: threads end in a packet or anywhere else, handlers throw, get
// stuck, take their time, workers come and go, flushes and clears fall in between. Everything that comes back is checked.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DONE, Distributor, FAILED, PacketBurst, type Suspect } from '@dist/core';
import { LiveChecker, Random, type TagWorkload } from '@dist/testing';
import { Cargo } from './cargo.ts';
import { Crew } from './crew.ts';
import { Desk, Fate } from './desk.ts';
import { type FaultName, FaultPlan, faultNames } from './fault-plan.ts';
import { type MemorySample, MemoryWatch } from './memory-watch.ts';
import type { SoakOutcome, SoakReport } from './soak-report.ts';

export interface SoakOptions {
  /** The run is over after so many packets, or so many milliseconds: Infinity for one of them. */
  readonly packets: number;
  readonly milliseconds: number;
  readonly workload: TagWorkload;
  /** Tags are below this. */
  readonly tags: number;
  readonly workers: number;
  readonly burst: number;
  readonly gate: 'atomic' | 'plain';
  readonly seed: number;
  /** How many times more faults than usual. Default 1. */
  readonly faults?: number;
  /** Samples of memory over the run. Default 24. */
  readonly samples?: number;
  readonly onSample?: (report: SoakReport) => void;
  /** The worker file. Default: the one that does it right. */
  readonly worker?: URL;
}

/** Suspects of one tag, oldest first. */
interface Undecided {
  readonly suspects: Suspect[];
  readonly dueTurn: number;
}

const CAPACITY = 4096;
/** Rounds of submit and take between two turns of the event loop. */
const ROUNDS = 200;
/** Rounds in which nothing moved before the rest of them is given up. */
const IDLE_ROUNDS = 50;
/** Without a packet moving for so long, the run counts as hung. Nothing in it waits for longer than some milliseconds. */
const HUNG_MS = 60_000;

/** @throws Error when a worker fails of its own accord, or nothing moves any more. */
export async function soakRun(options: SoakOptions): Promise<SoakOutcome> {
  const soak = new Soak(options);
  try {
    return await soak.run();
  } finally {
    await soak.end();
  }
}

class Soak {
  readonly #options: SoakOptions;
  readonly #random: Random;
  readonly #plan: FaultPlan;
  readonly #distributor: Distributor;
  readonly #checker: LiveChecker;
  readonly #desk: Desk;
  readonly #crew: Crew;
  readonly #cargo: Cargo;
  readonly #memory = new MemoryWatch();
  readonly #input: PacketBurst;
  readonly #output = new PacketBurst(256);
  readonly #faults = Object.fromEntries(faultNames.map((name) => [name, 0])) as Record<FaultName, number>;
  readonly #findings: string[] = [];
  #wrong = 0;
  /** Packets whose worker is to be ended once it is stuck in them. */
  readonly #doomed = new Set<number>();
  readonly #undecided: Undecided[] = [];
  /** For each worker that is stuck, the turn in which it is released. */
  readonly #releases: (number | undefined)[] = [];
  #failure: Error | undefined;
  /** No more packets to get stuck in are submitted. */
  #calm = false;
  #stuckOut = 0;
  /** The next packet to get stuck in is one of the doomed. */
  #dooms = false;
  #submitted = 0;
  #returned = 0;
  #dropped = 0;
  #retried = 0;
  #failed = 0;
  #turns = 0;
  #startedAt = 0;
  #sampled = 0;
  #last: MemorySample = { heap: 0, buffers: 0, rss: 0 };
  #movedAt = 0;
  #moved = 0;

  constructor(options: SoakOptions) {
    const { workers, burst, tags, gate, seed } = options;
    this.#options = options;
    this.#random = new Random(seed);
    this.#plan = new FaultPlan(this.#random, options.faults ?? 1);
    this.#distributor = Distributor.create({ workers, burst, capacity: CAPACITY });
    const handles = 2 * CAPACITY + burst;
    this.#checker = LiveChecker.create({ tags, handles, workers, gate });
    this.#desk = Desk.create(workers, handles);
    this.#cargo = new Cargo(handles);
    this.#input = new PacketBurst(burst);
    const init = { burst, workers, region: this.#distributor.region, witness: this.#checker.region, desk: this.#desk.region };
    this.#crew = new Crew(options.worker ?? new URL('./soak.worker.ts', import.meta.url), init, {
      killed: (worker) => {
        this.#lost(worker);
      },
      failed: (worker, error) => {
        this.#failure ??= new Error(`worker ${worker} failed`, { cause: error });
      },
    });
  }

  async run(): Promise<SoakOutcome> {
    await Promise.all(Array.from({ length: this.#options.workers }, (_, worker) => this.#crew.start(worker)));
    this.#startedAt = this.#movedAt = performance.now();
    while (this.#progress < 1) {
      const moved = this.#pump();
      await this.#turn(moved);
      this.#strike('kill', () => {
        this.#kill();
      });
      if (this.#plan.strikes('flush', this.#submitted)) await this.#flush('flush');
      if (this.#plan.strikes('flush and kill', this.#submitted)) await this.#flush('flush and kill');
      if (this.#plan.strikes('clear returns', this.#submitted)) await this.#flush('clear returns');
      this.#sample();
    }
    await this.#flush();
    while (this.#take() > 0);
    this.#require(this.#cargo.out === 0, `${this.#cargo.out} packets are lost`);
    this.#crew.dismiss();
    const left = this.#distributor.close();
    this.#require(left === 0, `${left} packets were still there when the distributor was closed`);
    await this.#crew.end(10_000);
    const verdict = this.#checker.verdict('complete');
    const findings = [...this.#findings, ...verdict.violations.map(({ promise, text }) => `${promise}: ${text}`)];
    return { ...this.#report(), violations: this.#wrong + verdict.total, ...this.#memory.outcome(), findings };
  }

  /** Ends what is left of the threads. */
  async end(): Promise<void> {
    this.#crew.dismiss();
    this.#distributor.close();
    await this.#crew.end(0);
  }

  /** From 0 to 1. */
  get #progress(): number {
    return Math.max(this.#submitted / this.#options.packets, (performance.now() - this.#startedAt) / this.#options.milliseconds);
  }

  /** Submits and takes for a while; false when nothing moved in the end. */
  #pump(): boolean {
    let idle = 0;
    for (let round = 0; round < ROUNDS && idle < IDLE_ROUNDS; round++) {
      this.#fill();
      const moved = this.#distributor.tryProcess(this.#input) + this.#take();
      idle = moved > 0 ? 0 : idle + 1;
    }
    return idle < IDLE_ROUNDS;
  }

  #fill(): void {
    const { workload } = this.#options;
    const input = this.#input;
    if (input.count === input.capacity) return;
    let fate = this.#nextFate();
    while (input.count < input.capacity && this.#cargo.room > 0) {
      const tag = workload.next();
      const handle = this.#cargo.submit(tag, fate === Fate.THROWS ? FAILED : DONE);
      this.#desk.setFate(handle, fate);
      if (fate === Fate.STUCK) this.#willStick(handle);
      this.#checker.submitted(tag, handle);
      input.push(tag, handle);
      this.#submitted++;
      fate = Fate.NORMAL;
    }
  }

  #nextFate(): Fate {
    if (this.#plan.strikes('throw', this.#submitted)) return Fate.THROWS;
    if (this.#plan.strikes('slow', this.#submitted)) return Fate.SLOW;
    return !this.#calm && (this.#plan.strikes('stuck', this.#submitted) || this.#doomNext()) ? Fate.STUCK : Fate.NORMAL;
  }

  #doomNext(): boolean {
    return (this.#dooms = this.#plan.strikes('stuck and killed', this.#submitted));
  }

  #willStick(handle: number): void {
    this.#stuckOut++;
    if (this.#dooms) this.#doomed.add(handle);
    this.#dooms = false;
  }

  #take(): number {
    const output = this.#output;
    const count = this.#distributor.returnedPackets(output);
    for (let i = 0; i < count; i++) {
      const tag = output.tags[i]!;
      const handle = output.handles[i]!;
      this.#checker.returned(tag, handle);
      const wrong = this.#cargo.returned(tag, handle, output.outcomes[i]!, output.attempts[i]!);
      if (wrong !== undefined) this.#require(false, wrong);
      if (this.#desk.fate(handle) === Fate.STUCK) this.#stuckOut--;
    }
    this.#returned += count;
    return count;
  }

  /** A turn of the event loop, in which ended threads are told of, and what is due is done. */
  async #turn(moved: boolean): Promise<void> {
    const activity = moved ? undefined : this.#distributor.activity();
    if (activity === undefined) await nextTurn();
    else await Promise.race([activity, new Promise((resolve) => setTimeout(resolve, 1))]);
    this.#turns++;
    if (this.#failure !== undefined) throw this.#failure;
    for (let worker = 0; worker < this.#options.workers; worker++) this.#look(worker);
    const due = this.#undecided.findIndex(({ dueTurn }) => dueTurn <= this.#turns);
    if (due >= 0) this.#decide(this.#undecided.splice(due, 1)[0]!.suspects);
    this.#requireMovement();
  }

  /** Releases a worker that is stuck, or ends its thread. */
  #look(worker: number): void {
    const handle = this.#desk.stuckIn(worker);
    if (handle < 0 || !this.#crew.isAtWork(worker)) return;
    if (this.#doomed.delete(handle)) {
      this.#faults['stuck and killed']++;
      this.#crew.kill(worker);
      return;
    }
    const release = (this.#releases[worker] ??= this.#turns + 1 + this.#random.below(8));
    if (this.#turns < release) return;
    this.#faults.stuck++;
    this.#releases[worker] = undefined;
    this.#desk.release(worker);
  }

  #kill(): void {
    const victims = Array.from({ length: this.#options.workers }, (_, worker) => worker).filter((worker) => this.#crew.isAtWork(worker));
    const victim = victims[this.#random.below(Math.max(1, victims.length))];
    if (victim !== undefined) this.#crew.kill(victim);
  }

  /**
   * Crash-exact: a worker that notes what it starts was in one packet at most, and in the one that it was stuck in. One that
   * died between its first claim and its first note may have been in any that it had claimed.
   */
  #lost(worker: number): void {
    const stuck = this.#desk.stuckIn(worker);
    const noted = this.#desk.takeNote(worker);
    this.#desk.release(worker);
    this.#releases[worker] = undefined;
    this.#checker.workerLost(worker);
    const { suspects } = this.#distributor.workerLost(worker);
    this.#require(!noted || suspects.length <= 1, `worker ${worker} died, and ${suspects.length} packets are suspected`);
    if (stuck >= 0) this.#require(suspects[0]?.handle === stuck, `worker ${worker} died in handle ${stuck}, and handle ${suspects[0]?.handle ?? 'none'} is suspected`);
    const dueTurn = this.#turns + this.#random.below(20);
    for (const suspect of suspects) {
      const { tag, handle } = suspect;
      this.#require(suspect.worker === worker && this.#cargo.isOut(handle, tag), `handle ${handle} of tag ${tag} is suspected in worker ${suspect.worker}, and is not out`);
      this.#doomed.delete(handle);
      this.#checker.suspect(tag);
      const others = this.#undecided.find((one) => one.suspects[0]?.tag === tag);
      if (others === undefined) this.#undecided.push({ suspects: [suspect], dueTurn });
      else others.suspects.push(suspect);
    }
    this.#crew.start(worker).catch((error: unknown) => {
      this.#failure ??= new Error(`worker ${worker} could not be started again`, { cause: error });
    });
  }

  /** Gives up some of the oldest, and retries the rest of the tag. */
  #decide(suspects: readonly Suspect[]): void {
    const kept = suspects.findIndex(() => this.#random.below(2) === 0);
    const failed = kept < 0 ? suspects.length : kept;
    for (const [i, suspect] of suspects.slice(0, failed).entries()) {
      this.#failed++;
      this.#cargo.failed(suspect.handle);
      this.#checker.failed(suspect.tag, suspect.handle, i === suspects.length - 1);
      this.#distributor.fail(suspect);
    }
    for (const { tag, handle } of suspects.slice(failed)) {
      this.#retried++;
      const fate = this.#desk.fate(handle);
      if (fate === Fate.STUCK) {
        this.#desk.setFate(handle, Fate.NORMAL);
        this.#stuckOut--;
      }
      this.#cargo.retried(handle, fate === Fate.THROWS ? FAILED : DONE);
      this.#checker.retried(tag, handle);
    }
    if (failed < suspects.length) this.#distributor.retry(suspects[failed]!);
  }

  /** Flushes with everything full; then a thread is ended meanwhile, or what came back is dropped. */
  async #flush(fault?: 'flush' | 'flush and kill' | 'clear returns'): Promise<void> {
    this.#calm = true;
    while (this.#stuckOut > 0 || this.#undecided.length > 0 || this.#crew.atWork < this.#options.workers) await this.#turn(this.#pump());
    while (this.#input.count > 0) {
      const moved = this.#distributor.tryProcess(this.#input) + this.#take();
      await this.#turn(moved > 0);
    }
    if (fault !== undefined) this.#faults[fault]++;
    const flushed = this.#random.below(2) === 0 && fault !== 'flush and kill' ? Promise.resolve(this.#distributor.flush()) : this.#distributor.flushAsync();
    if (fault === 'flush and kill') this.#kill();
    let left = await this.#inTime(flushed);
    // What waits for a decision about a packet whose worker died may be left: that packet, and those of its tag behind it.
    this.#require(left === 0 || this.#distributor.counters().suspects > 0, `${left} packets were outstanding after a flush`);
    while (this.#undecided.length > 0 || this.#crew.atWork < this.#options.workers) await this.#turn(false);
    left = await this.#inTime(this.#distributor.flushAsync());
    this.#require(left === 0, `${left} packets were outstanding after a flush`);
    if (fault === 'clear returns') {
      const dropped = this.#distributor.clearReturns();
      this.#checker.cleared(dropped);
      const out = this.#cargo.dropAll();
      this.#require(dropped === out, `clearReturns said that it dropped ${dropped} packets, and ${out} were there`);
      this.#dropped += dropped;
    }
    this.#calm = false;
  }

  async #inTime<T>(promise: Promise<T>): Promise<T> {
    const timer = new AbortController();
    const late = new Promise<never>((_, reject) => {
      const timeout = setTimeout(() => {
        reject(new Error(`a flush did not end: ${JSON.stringify(this.#distributor.counters())}`));
      }, HUNG_MS);
      timer.signal.addEventListener('abort', () => {
        clearTimeout(timeout);
      });
    });
    try {
      return await Promise.race([promise, late]);
    } finally {
      timer.abort();
    }
  }

  #strike(name: FaultName, fault: () => void): void {
    if (!this.#plan.strikes(name, this.#submitted)) return;
    this.#faults[name]++;
    fault();
  }

  #require(kept: boolean, text: string): void {
    if (kept) return;
    this.#wrong++;
    if (this.#findings.length < 20) this.#findings.push(text);
  }

  #requireMovement(): void {
    const now = performance.now();
    const moved = this.#submitted + this.#returned + this.#dropped;
    if (moved > this.#moved) this.#movedAt = now;
    else if (now - this.#movedAt > HUNG_MS) throw new Error(`nothing has moved for ${HUNG_MS} ms: ${JSON.stringify(this.#distributor.counters())}`);
    this.#moved = moved;
  }

  /** With all threads there, so that samples can be compared. */
  #sample(): void {
    if (this.#progress * (this.#options.samples ?? 24) < this.#sampled + 1 || this.#crew.atWork < this.#options.workers) return;
    this.#sampled++;
    this.#last = this.#memory.sample();
    this.#options.onSample?.(this.#report());
  }

  #report(): SoakReport {
    return {
      seconds: (performance.now() - this.#startedAt) / 1000,
      packets: this.#returned,
      dropped: this.#dropped,
      retried: this.#retried,
      failed: this.#failed,
      faults: { ...this.#faults, throw: this.#desk.throws, slow: this.#desk.slow, leave: this.#desk.leaves },
      violations: this.#wrong + this.#checker.verdict('running').total,
      memory: this.#last,
    };
  }
}
