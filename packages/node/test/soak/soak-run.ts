// Packets over real worker threads while things go wrong: threads end in a packet or anywhere else, handlers throw, get
// stuck, take their time, workers come and go, flushes and clears fall in between. Everything that comes back is checked.
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { Distributor } from '@dist/core';
import { LiveChecker, Random, RestWatch, type TagWorkload, type Verdict, boundsOf, joinVerdicts } from '@dist/testing';
import { Casualties } from './casualties.ts';
import { Crew } from './crew.ts';
import { Deadline } from './deadline.ts';
import { Desk } from './desk.ts';
import { type FaultName, FaultPlan, faultNames } from './fault-plan.ts';
import { Findings } from './findings.ts';
import { type MemorySample, MemoryWatch } from './memory-watch.ts';
import type { SoakOutcome, SoakReport } from './soak-report.ts';
import { type Scene, Traffic } from './traffic.ts';

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

type FlushFault = 'flush' | 'flush and kill' | 'clear returns';

const CAPACITY = 4096;
/** Long lanes: the threads fall asleep less often, and a dead one leaves more to be settled. */
const CREDITS = 256;
/** Short backlogs: a rest says something of Isolated where the stuck worker's tags cannot fill the capacity. */
const FLOW_BACKLOG = 256;
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
  readonly #scene: Scene;
  readonly #traffic: Traffic;
  readonly #casualties: Casualties;
  readonly #crew: Crew;
  readonly #memory = new MemoryWatch();
  readonly #deadline = new Deadline(HUNG_MS);
  readonly #faults = Object.fromEntries(faultNames.map((name) => [name, 0])) as Record<FaultName, number>;
  /** For each worker that is stuck, the turn in which it is released. */
  readonly #releases: (number | undefined)[] = [];
  /** Workers that are to be released after a rest. */
  readonly #due: number[] = [];
  #failure: Error | undefined;
  #turns = 0;
  #startedAt = 0;
  #moved = 0;
  #movedAt = 0;
  #samples = 0;
  #sample: MemorySample = { heap: 0, buffers: 0, rss: 0 };

  constructor(options: SoakOptions) {
    const { workers, burst, tags, gate, seed, workload } = options;
    this.#options = options;
    this.#random = new Random(seed);
    const handles = 2 * CAPACITY + burst;
    const distributor = Distributor.create({
      workers,
      burst,
      credits: Math.max(CREDITS, burst),
      capacity: CAPACITY,
      flowBacklog: FLOW_BACKLOG,
      wait: this.#deadline.wait,
    });
    const scene = {
      distributor,
      watch: RestWatch.create({ handles, workers, bounds: boundsOf({ ...distributor.limits, notes: true }) }),
      checker: LiveChecker.create({ tags, handles, workers, gate }),
      desk: Desk.create(workers, handles),
      plan: new FaultPlan(this.#random, options.faults ?? 1),
      findings: new Findings(),
    };
    this.#scene = scene;
    this.#deadline.distributor = distributor;
    this.#traffic = new Traffic(scene, workload, handles, burst);
    this.#casualties = new Casualties(scene, this.#traffic, this.#random);
    const init = { burst, workers, region: distributor.region, witness: scene.checker.region, rests: scene.watch.region, desk: scene.desk.region };
    this.#crew = new Crew(options.worker ?? new URL('./soak.worker.ts', import.meta.url), init, {
      killed: (worker) => {
        this.#killed(worker);
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
      await this.#turn(this.#traffic.pump());
      if (this.#strikes('kill')) this.#kill('kill');
      for (const fault of ['flush', 'flush and kill', 'clear returns'] as const) if (this.#strikes(fault)) await this.#flush(fault);
      this.#takeSample();
    }
    await this.#flush();
    while (this.#traffic.take() > 0);
    const { distributor, findings } = this.#scene;
    findings.require(this.#traffic.cargo.out === 0, `${this.#traffic.cargo.out} packets are lost`);
    this.#crew.dismiss();
    const left = distributor.close();
    findings.require(left === 0, `${left} packets were still there when the distributor was closed`);
    await this.#crew.end(10_000);
    const verdict = this.#verdict('complete');
    const texts = [...findings.texts, ...verdict.violations.map(({ promise, text }) => `${promise}: ${text}`)];
    const { checked } = verdict;
    return { ...this.#report(), violations: findings.count + verdict.total, ...this.#memory.outcome(), findings: texts, checked };
  }

  /** Ends what is left of the threads. */
  async end(): Promise<void> {
    this.#crew.dismiss();
    this.#scene.distributor.close();
    await this.#crew.end(0);
  }

  /** From 0 to 1. */
  get #progress(): number {
    return Math.max(this.#traffic.submitted / this.#options.packets, (performance.now() - this.#startedAt) / this.#options.milliseconds);
  }

  get #isComplete(): boolean {
    return this.#crew.atWork === this.#options.workers;
  }

  /** A worker is missing, or a packet waits for a decision. */
  #isUnsettled(): boolean {
    return this.#casualties.waiting > 0 || !this.#isComplete;
  }

  #strikes(name: FaultName): boolean {
    return this.#scene.plan.strikes(name, this.#traffic.submitted);
  }

  /** A turn of the event loop, in which ended threads are told of, and what is due is done. */
  async #turn(moved: boolean): Promise<void> {
    const activity = moved ? undefined : this.#scene.distributor.activity();
    if (activity === undefined) await nextTurn();
    else await Promise.race([activity, sleep(1)]);
    this.#turns++;
    if (this.#failure !== undefined) throw this.#failure;
    for (let worker = 0; worker < this.#options.workers; worker++) this.#look(worker);
    if (this.#due.length > 0) await this.#rest();
    this.#casualties.decide(this.#turns);
    this.#requireMovement();
  }

  /** Releases a worker that is stuck, or ends its thread. */
  #look(worker: number): void {
    const handle = this.#scene.desk.stuckIn(worker);
    if (handle < 0 || !this.#crew.isAtWork(worker)) return;
    if (this.#traffic.doomed.delete(handle)) {
      this.#faults['stuck and killed']++;
      this.#crew.kill(worker);
      return;
    }
    const release = (this.#releases[worker] ??= this.#turns + 1 + this.#random.below(4));
    if (this.#turns < release) return;
    this.#faults.stuck++;
    this.#releases[worker] = undefined;
    this.#due.push(worker);
  }

  /** Lets everything come to a rest around the workers that are stuck, then lets these go on. */
  async #rest(): Promise<void> {
    const { distributor, watch, desk } = this.#scene;
    const since = performance.now();
    const look = (): boolean => {
      const moved = this.#traffic.push();
      distributor.poll();
      return moved;
    };
    const turn = async (): Promise<boolean> => {
      await sleep(1);
      if (this.#failure !== undefined) throw this.#failure;
      return performance.now() - since < HUNG_MS;
    };
    if (!(await watch.rest({ look, turn }, this.#traffic.refused))) throw new Error(`nothing has come to a rest for ${HUNG_MS} ms: ${JSON.stringify(distributor.counters())}`);
    for (const worker of this.#due.splice(0)) if (this.#crew.isAtWork(worker)) desk.release(worker);
    this.#movedAt = performance.now();
  }

  #kill(fault: FaultName): void {
    const victims = Array.from({ length: this.#options.workers }, (_, worker) => worker).filter((worker) => this.#crew.isAtWork(worker));
    const victim = victims[this.#random.below(Math.max(1, victims.length))];
    if (victim === undefined) return;
    this.#faults[fault]++;
    this.#crew.kill(victim);
  }

  #killed(worker: number): void {
    this.#releases[worker] = undefined;
    this.#casualties.lost(worker, this.#turns);
    this.#crew.start(worker).catch((error: unknown) => {
      this.#failure ??= new Error(`worker ${worker} could not be started again`, { cause: error });
    });
  }

  /** Flushes with everything full; then a thread is ended meanwhile, or what came back is dropped. */
  async #flush(fault?: FlushFault): Promise<void> {
    const { distributor, findings } = this.#scene;
    const traffic = this.#traffic;
    traffic.calm = true;
    while (traffic.stuckOut > 0 || this.#isUnsettled()) await this.#turn(traffic.push());
    traffic.pump();
    while (traffic.atHand > 0) await this.#turn(traffic.push());
    const blocks = this.#random.below(2) === 0 && fault !== 'flush and kill';
    const flushed = this.#deadline.meet(() => (blocks ? distributor.flush() : distributor.flushAsync()));
    if (fault === 'flush and kill') this.#kill(fault);
    else if (fault !== undefined) this.#faults[fault]++;
    let left = await flushed;
    this.#scene.watch.flushed(left, traffic.refused);
    // What waits for a decision about a packet whose worker died may be left: that packet, and those of its tag behind it.
    findings.require(left === 0 || distributor.counters().suspects > 0, `${left} packets were outstanding after a flush`);
    while (this.#isUnsettled()) await this.#turn(false);
    left = await this.#deadline.meet(() => distributor.flushAsync());
    this.#scene.watch.flushed(left, traffic.refused);
    findings.require(left === 0, `${left} packets were outstanding after a flush`);
    if (fault === 'clear returns') traffic.clear();
    traffic.calm = false;
  }

  #requireMovement(): void {
    const now = performance.now();
    const moved = this.#traffic.submitted + this.#traffic.returned + this.#traffic.dropped;
    if (moved > this.#moved) this.#movedAt = now;
    else if (now - this.#movedAt > HUNG_MS) throw new Error(`nothing has moved for ${HUNG_MS} ms: ${JSON.stringify(this.#scene.distributor.counters())}`);
    this.#moved = moved;
  }

  /** With all threads there, so that samples can be compared. */
  #takeSample(): void {
    if (this.#progress * (this.#options.samples ?? 24) < this.#samples + 1 || !this.#isComplete) return;
    this.#samples++;
    this.#sample = this.#memory.sample();
    this.#options.onSample?.(this.#report());
  }

  #verdict(end: 'complete' | 'running'): Verdict {
    return joinVerdicts([this.#scene.checker.verdict(end), this.#scene.watch.verdict()]);
  }

  #report(): SoakReport {
    const { desk, watch, findings } = this.#scene;
    return {
      seconds: (performance.now() - this.#startedAt) / 1000,
      packets: this.#traffic.returned,
      dropped: this.#traffic.dropped,
      retried: this.#casualties.retried,
      failed: this.#casualties.failed,
      faults: { ...this.#faults, throw: desk.throws, slow: desk.slow, leave: desk.leaves },
      rests: watch.rests,
      violations: findings.count + this.#verdict('running').total,
      memory: this.#sample,
    };
  }
}
