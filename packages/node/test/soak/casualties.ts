// What becomes of the packets of workers that died: held to Crash-exact, then decided about by chance.
import type { Suspect } from '@dist/core';
import type { Random } from '@dist/testing';
import type { Scene, Traffic } from './traffic.ts';

/** Suspects of one tag, oldest first. */
interface Undecided {
  readonly suspects: Suspect[];
  readonly dueTurn: number;
}

export class Casualties {
  retried = 0;
  failed = 0;
  readonly #scene: Scene;
  readonly #traffic: Traffic;
  readonly #random: Random;
  readonly #undecided: Undecided[] = [];

  constructor(scene: Scene, traffic: Traffic, random: Random) {
    this.#scene = scene;
    this.#traffic = traffic;
    this.#random = random;
  }

  /** Tags that wait for a decision. */
  get waiting(): number {
    return this.#undecided.length;
  }

  /**
   * A worker's thread has ended. It noted what it started: it was in one packet at most, and in the one that it was stuck in.
   */
  lost(worker: number, turn: number): void {
    const { distributor, checker, watch, desk, findings } = this.#scene;
    const stuck = desk.stuckIn(worker);
    desk.release(worker);
    checker.workerLost(worker);
    watch.workerLost(worker);
    const { suspects } = distributor.workerLost(worker);
    findings.require(suspects.length <= 1, `worker ${worker} died, and ${suspects.length} packets are suspected`);
    if (stuck >= 0) findings.require(suspects[0]?.handle === stuck, `worker ${worker} died in handle ${stuck}, and handle ${suspects[0]?.handle ?? 'none'} is suspected`);
    for (const suspect of suspects) {
      const { tag, handle } = suspect;
      findings.require(suspect.worker === worker && this.#traffic.cargo.isOut(handle, tag), `handle ${handle} of tag ${tag} is suspected in worker ${suspect.worker}, and is not out`);
      this.#traffic.doomed.delete(handle);
      checker.suspect(tag);
      watch.suspect(handle, worker);
    }
    this.#put(suspects, turn + this.#random.below(20));
  }

  /** Decides about what is due in this turn: gives up some of the oldest of a tag, and retries the rest. */
  decide(turn: number): void {
    const due = this.#undecided.findIndex(({ dueTurn }) => dueTurn <= turn);
    if (due < 0) return;
    const { suspects } = this.#undecided.splice(due, 1)[0]!;
    const kept = suspects.findIndex(() => this.#random.below(2) === 0);
    const failed = kept < 0 ? suspects.length : kept;
    for (const [i, suspect] of suspects.slice(0, failed).entries()) this.#fail(suspect, i === suspects.length - 1);
    this.#retry(suspects.slice(failed));
  }

  #put(suspects: readonly Suspect[], dueTurn: number): void {
    for (const suspect of suspects) {
      const others = this.#undecided.find((one) => one.suspects[0]?.tag === suspect.tag);
      if (others === undefined) this.#undecided.push({ suspects: [suspect], dueTurn });
      else others.suspects.push(suspect);
    }
  }

  #fail(suspect: Suspect, last: boolean): void {
    this.failed++;
    this.#traffic.cargo.failed(suspect.handle);
    this.#scene.checker.failed(suspect.tag, suspect.handle, last);
    this.#scene.watch.failed(suspect.handle);
    this.#scene.distributor.fail(suspect);
  }

  /** All of a tag that are left: the oldest takes the others along. */
  #retry(suspects: readonly Suspect[]): void {
    const [oldest] = suspects;
    if (oldest === undefined) return;
    for (const { tag, handle } of suspects) {
      this.retried++;
      this.#traffic.retried(handle);
      this.#scene.checker.retried(tag, handle);
    }
    this.#scene.distributor.retry(oldest);
  }
}
