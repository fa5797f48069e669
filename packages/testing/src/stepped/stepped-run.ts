import { DONE, PacketBurst } from '@dist/core';
import { checkHistory } from '../history/check-history.ts';
import { History } from '../history/history.ts';
import { joinVerdicts } from '../verdict/join-verdicts.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { ViolationList } from '../verdict/violation-list.ts';
import type { DistributorUnderTest, LostPacket, Meanwhile } from './distributor-under-test.ts';
import { isAnswered, packetOf } from './answer.ts';
import { RecordedDistributor } from './recorded-distributor.ts';
import { SteppedWorker } from './stepped-worker.ts';

/** A distributor, its workers and its caller on one thread, with the history of what they did. Packets are numbered from 0. */
export class SteppedRun {
  /** The distributor; what is called here stands in the history. */
  readonly target: DistributorUnderTest;
  readonly history: History = new History();
  readonly workers: readonly SteppedWorker[];
  /** Packets that came back, in order. */
  readonly returned: number[] = [];
  /** How many packets calls said they dropped. */
  dropped = 0;
  /** Packets that were offered and not accepted, oldest first: `offer` and `process` offer them again first. */
  readonly refused: PacketBurst;
  readonly #taken: PacketBurst;
  readonly #tags: number[] = [];
  readonly #wrongAnswers: number[] = [];
  #idle = 0;

  /** @param target a fresh distributor, that nobody has joined */
  constructor(target: DistributorUnderTest) {
    this.target = new RecordedDistributor(target, this.history);
    this.workers = Array.from({ length: target.workers }, (_, id) => new SteppedWorker(this.target, id, this.history));
    this.refused = new PacketBurst(0x1_0000);
    this.#taken = new PacketBurst(256);
  }

  get submitted(): number {
    return this.#tags.length;
  }

  tagOf(packet: number): number {
    return this.#tags[packet]!;
  }

  worker(id: number): SteppedWorker {
    return this.workers[id]!;
  }

  /** All workers join, and the distributor takes note of it. */
  join(): void {
    for (const worker of this.workers) if (worker.state === 'away') worker.ask();
    this.settle();
  }

  /** Submits new packets with these tags and offers them, waiting where it must; how many packets were accepted. */
  process(tags: readonly number[], meanwhile: Meanwhile = this.everyone): number {
    this.#submit(tags);
    this.#idle = 0;
    return this.target.process(this.refused, meanwhile);
  }

  /** Submits new packets and offers them without waiting; how many packets were accepted. */
  offer(tags: readonly number[]): number {
    this.#submit(tags);
    return this.target.tryProcess(this.refused);
  }

  /** @returns false when the flush would wait for ever */
  flush(meanwhile: Meanwhile = this.everyone): boolean {
    this.#idle = 0;
    return this.target.flush(meanwhile);
  }

  /** Takes returned packets, all or at most so many; how many. */
  collect(limit: number = Infinity): number {
    let taken = 0;
    for (;;) {
      const into = limit - taken >= this.#taken.capacity ? this.#taken : this.#takenLast(limit - taken);
      const count = into === undefined ? 0 : this.target.returnedPackets(into);
      if (into === undefined || count === 0) return taken;
      for (let i = 0; i < count; i += 1) {
        const packet = packetOf(into.handles[i]!);
        // A packet that was given up has no answer, and says so.
        if (isAnswered(into.handles[i]!) !== (into.outcomes[i] === DONE)) this.#wrongAnswers.push(packet);
        this.history.returned(packet, into.tags[i]!);
        this.returned.push(packet);
      }
      taken += count;
    }
  }

  clearReturns(): number {
    const count = this.target.clearReturns();
    this.dropped += count;
    this.history.cleared(count);
    return count;
  }

  /** A worker finishes what it has and leaves, after a few looks of the distributor if it has to wait; false when it still waits. */
  leave(id: number): boolean {
    for (let tries = 0; tries < 8; tries += 1) {
      if (this.worker(id).leave()) return true;
      this.target.poll();
    }
    return false;
  }

  /** Kills a worker and tells the distributor; the packets it died in. */
  kill(id: number): readonly LostPacket[] {
    this.worker(id).die();
    this.history.workerLost(id);
    const suspects = this.target.workerLost(id);
    for (const { handle, tag } of suspects) this.history.suspect(handle, tag, id);
    return suspects;
  }

  /** @param suspects all suspects of one tag, oldest first */
  retry(suspects: readonly LostPacket[]): void {
    const [oldest] = suspects;
    if (oldest === undefined) return;
    for (const { handle, tag } of suspects) this.history.retried(handle, tag);
    this.target.retry(oldest);
  }

  fail(suspect: LostPacket): void {
    this.history.failed(suspect.handle, suspect.tag);
    this.target.fail(suspect);
  }

  /** One step of every worker that can; false once nothing has moved for so long that nothing will. */
  readonly everyone: Meanwhile = () => this.stepAll(this.workers);

  /** One step of some workers, with the same end. */
  stepAll(workers: readonly SteppedWorker[]): boolean {
    return this.stillMoving(this.#step(workers));
  }

  /** For those who step workers themselves: whether something moved. False once nothing has for so long that nothing will. */
  stillMoving(moved: boolean): boolean {
    this.#idle = moved ? 0 : this.#idle + 1;
    return this.#idle < 4 * this.target.workers + 16;
  }

  /**
   * Steps workers and distributor, and takes what comes back, until nothing moves any more. If everyone that asks was among them, that is a
   * rest: Work-conserving must hold there.
   */
  settle(workers: readonly SteppedWorker[] = this.workers, collect = true): void {
    this.#move(workers, collect);
    this.#rested(workers, false);
  }

  /** The same, and what was refused is offered again until that changes nothing: a rest at which Isolated must hold too. */
  rest(workers: readonly SteppedWorker[] = this.workers): void {
    let moves: boolean;
    do {
      const accepted = this.refused.count > 0 ? this.target.tryProcess(this.refused) : 0;
      moves = this.#move(workers, true) || accepted > 0;
    } while (moves);
    this.#rested(workers, true);
  }

  /** Until nothing moves any more; whether anything did. */
  #move(workers: readonly SteppedWorker[], collect: boolean): boolean {
    let moved = false;
    this.#idle = 0;
    for (;;) {
      this.target.poll();
      const takes = collect && this.collect() > 0;
      if (takes) this.#idle = 0;
      const steps = this.#step(workers);
      moved ||= takes || steps;
      if (!this.stillMoving(steps)) return moved;
    }
  }

  /** A worker that asks and is not looked after here could find something: then nobody knows whether this is a rest. */
  #rested(workers: readonly SteppedWorker[], offeredAgain: boolean): void {
    if (this.workers.every((worker) => worker.state !== 'asking' || (!worker.stuck && workers.includes(worker)))) this.history.rested(offeredAgain);
  }

  /** What the history says. `complete`: nothing may be outstanding any more. */
  verdict(end: 'complete' | 'running' = 'complete'): Verdict {
    // What was never accepted is still the caller's: it is not lost.
    for (let i = 0; i < this.refused.count; i += 1) this.history.dropped(this.refused.handles[i]!, this.refused.tags[i]!);
    this.refused.clear();
    const notes = this.workers.every((worker) => worker.notes);
    const checked = checkHistory(this.history, { end, bounds: { ...this.target.bounds, notes } });
    const wrong = [...this.#wrongAnswers, ...this.workers.flatMap(({ answeredBefore }) => answeredBefore)];
    if (wrong.length === 0) return checked;
    const list = new ViolationList();
    for (const packet of wrong) list.add({ kind: 'wrong-result', packets: [packet], tag: this.tagOf(packet), text: `packet ${packet} did not keep its own result` });
    return joinVerdicts([checked, list.verdict('their results')]);
  }

  /** One step of each; whether something came of any. */
  #step(workers: readonly SteppedWorker[]): boolean {
    let moved = false;
    for (const worker of workers) moved = worker.step() || moved;
    return moved;
  }

  #takenLast(count: number): PacketBurst | undefined {
    return count > 0 ? new PacketBurst(count) : undefined;
  }

  #submit(tags: readonly number[]): void {
    for (const tag of tags) {
      const packet = this.#tags.length;
      this.#tags.push(tag);
      this.history.submitted(packet, tag);
      if (!this.refused.push(tag, packet)) throw new RangeError(`more than ${this.refused.capacity} packets are offered at once`);
    }
  }
}
