// Packets on their way: each is submitted with a fate, and looked at when it comes back.
import { DONE, type Distributor, FAILED, type PacketBurst } from '@dist/core';
import type { LiveChecker, Refused, RestWatch, TagWorkload } from '@dist/testing';
import { Cargo } from './cargo.ts';
import { type Desk, Fate } from './desk.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { Findings } from './findings.ts';

/** Rounds of submit and take between two turns of the event loop. */
const ROUNDS = 200;
/** Rounds in which nothing moved before the rest of them is given up. */
const IDLE_ROUNDS = 50;

/** What a soak is made of. */
export interface Scene {
  readonly distributor: Distributor;
  readonly checker: LiveChecker;
  readonly watch: RestWatch;
  readonly desk: Desk;
  readonly plan: FaultPlan;
  readonly findings: Findings;
}

export class Traffic {
  readonly cargo: Cargo;
  /** Packets whose worker is to be ended once it is stuck in them. */
  readonly doomed: Set<number> = new Set();
  submitted = 0;
  returned = 0;
  dropped = 0;
  /** Packets that are out and in which a worker will be stuck, or is. */
  stuckOut = 0;
  /** No more packets to get stuck in are submitted. */
  calm = false;
  readonly #scene: Scene;
  readonly #workload: TagWorkload;
  readonly #input: PacketBurst;
  readonly #output: PacketBurst;

  constructor(scene: Scene, workload: TagWorkload, handles: number, burst: number) {
    this.#scene = scene;
    this.#workload = workload;
    this.cargo = new Cargo(handles);
    this.#input = scene.distributor.createBurst(burst);
    this.#output = scene.distributor.createBurst(256);
  }

  /** Submits and takes for a while; false when nothing moved in the end. */
  pump(): boolean {
    let idle = 0;
    for (let round = 0; round < ROUNDS && idle < IDLE_ROUNDS; round++) {
      this.#fill();
      idle = this.push() ? 0 : idle + 1;
    }
    return idle < IDLE_ROUNDS;
  }

  /** Submits what is at hand and takes what has come back; false when nothing moved. */
  push(): boolean {
    return this.#scene.distributor.tryProcess(this.#input) + this.take() > 0;
  }

  /** Packets that have not been accepted yet. */
  get atHand(): number {
    return this.#input.count;
  }

  get refused(): Refused {
    return this.#input;
  }

  take(): number {
    const { distributor, checker, watch, desk, findings } = this.#scene;
    const output = this.#output;
    const count = distributor.returnedPackets(output);
    for (let i = 0; i < count; i++) {
      const tag = output.tags[i]!;
      const handle = output.handles[i]!;
      checker.returned(tag, handle);
      watch.returned(handle);
      const wrong = this.cargo.returned(tag, handle, output.outcomes[i]!, output.attempts[i]!);
      if (wrong !== undefined) findings.require(false, wrong);
      if (desk.fate(handle) === Fate.STUCK) this.stuckOut--;
    }
    this.returned += count;
    return count;
  }

  /** Drops what has come back and was not taken: all that is out, after a flush. */
  clear(): void {
    const { distributor, checker, watch, findings } = this.#scene;
    const dropped = distributor.clearReturns();
    checker.cleared(dropped);
    watch.dropped();
    const out = this.cargo.dropAll();
    findings.require(dropped === out, `clearReturns said that it dropped ${dropped} packets, and ${out} were there`);
    this.dropped += dropped;
  }

  /** The packet will be started once more, and nobody gets stuck in it again. */
  retried(handle: number): void {
    const { desk, watch } = this.#scene;
    watch.retried(handle);
    const fate = desk.fate(handle);
    if (fate === Fate.STUCK) {
      desk.setFate(handle, Fate.NORMAL);
      this.stuckOut--;
    }
    this.cargo.retried(handle, fate === Fate.THROWS ? FAILED : DONE);
  }

  #fill(): void {
    const { checker, watch, desk } = this.#scene;
    const input = this.#input;
    if (input.count === input.capacity) return;
    let fate = this.#nextFate();
    while (input.count < input.capacity && this.cargo.room > 0) {
      const tag = this.#workload.next();
      const handle = this.cargo.submit(tag, fate === Fate.THROWS ? FAILED : DONE);
      desk.setFate(handle, fate);
      if (fate === Fate.STUCK) this.#willStick(handle);
      checker.submitted(tag, handle);
      watch.submitted(tag, handle);
      input.push(tag, handle);
      this.submitted++;
      fate = Fate.NORMAL;
    }
  }

  #nextFate(): Fate {
    const { plan } = this.#scene;
    if (plan.strikes('throw', this.submitted)) return Fate.THROWS;
    if (plan.strikes('slow', this.submitted)) return Fate.SLOW;
    return !this.calm && plan.strikes('stuck', this.submitted) ? Fate.STUCK : Fate.NORMAL;
  }

  #willStick(handle: number): void {
    this.stuckOut++;
    if (this.#scene.plan.strikes('stuck and killed', this.submitted)) this.doomed.add(handle);
  }
}
