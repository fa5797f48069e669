// Drives a distributor on one thread by a recorded run: the same packets are offered in the same order, and its workers ask, take, start,
// finish, leave and die in the recorded order. What is not recorded is how far each call had come when another began: calls follow each
// other here. So a replay shows again what comes of the order of calls; what needs two threads inside the distributor at once is the
// schedule explorer's.
import { EventKind, Look, isOfRun } from '../history/event-kind.ts';
import type { RecordedRun } from '../history-file/history-reader.ts';
import { boundsOf } from '../history-file/run-facts.ts';
import { checkHistory } from '../history/check-history.ts';
import type { History } from '../history/history.ts';
import { NO_WORKER } from '../history/history.ts';
import type { LostPacket } from '../stepped/distributor-under-test.ts';
import type { SteppedHost } from '../stepped/stepped-host.ts';
import { SteppedRun } from '../stepped/stepped-run.ts';
import type { SteppedWorker } from '../stepped/stepped-worker.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** What came of a replay. */
export interface HistoryReplay {
  readonly verdict: Verdict;
  /** What the replayed distributor and its workers did; packets are numbered in the order in which they were submitted. */
  readonly history: History;
  /** Rows of the recording, and those of them that went as recorded. */
  readonly rows: number;
  readonly followed: number;
  /** The first row that could not be followed, in a sentence; undefined when all were. */
  readonly parted: string | undefined;
}

/**
 * @param run a recording: `SUBMITTED`, `STARTED` and `FINISHED` at least. With `ACCEPTED`, `ASKED`, `CLAIMED` and `LEFT`, what the workers and the
 * caller did is followed exactly; without, a worker asks again as soon as it has finished what it has.
 * @param host makes the distributor; the facts of the recording are its options
 */
export function replayHistory(run: RecordedRun, host: SteppedHost): HistoryReplay {
  return new Replayer(run, host).replay();
}

class Replayer {
  readonly #source: History;
  readonly #facts: RecordedRun['facts'];
  readonly #run: SteppedRun;
  readonly #over: boolean;
  readonly #asks: boolean;
  readonly #accepts: boolean;
  /** The recording says when the distributor looked at its workers; else it does when nothing goes on. */
  readonly #looks: boolean;
  /** The workers that do anything in the recording. */
  readonly #present = new Set<number>();
  /** The replayed number of each recorded packet. */
  readonly #numbers = new Map<number, number>();
  /** Tags of packets that were submitted and not yet offered. */
  readonly #pending: number[] = [];
  /** Undecided packets of dead workers. */
  readonly #suspects: LostPacket[] = [];
  /** Packets that each worker has started and not finished. */
  readonly #running = new Map<number, number>();
  #row = 0;
  #followed = 0;
  #parted: string | undefined;

  constructor({ facts, history, end, whole }: RecordedRun, host: SteppedHost) {
    this.#source = history;
    this.#facts = facts;
    this.#over = whole && end === 'complete';
    let kinds = 0;
    for (let row = 0; row < history.length; row += 1) {
      kinds |= 1 << history.kindAt(row);
      if (history.workerAt(row) !== NO_WORKER) this.#present.add(history.workerAt(row));
    }
    this.#asks = (kinds & ((1 << EventKind.ASKED) | (1 << EventKind.LOOKED))) !== 0;
    this.#looks = (kinds & (1 << EventKind.LOOKED)) !== 0;
    this.#accepts = (kinds & (1 << EventKind.ACCEPTED)) !== 0;
    const workers = Math.max(1, facts.workers ?? 0, ...Array.from(this.#present, (worker) => worker + 1));
    const { burst = 1, capacity, credits, flowBacklog } = facts;
    const limits = { ...(capacity === undefined ? {} : { capacity }), ...(credits === undefined ? {} : { credits }), ...(flowBacklog === undefined ? {} : { flowBacklog }) };
    this.#run = new SteppedRun(host.create({ workers, burst, ...limits }));
    for (const worker of this.#run.workers) worker.notes = facts.notes ?? false;
  }

  replay(): HistoryReplay {
    if (!this.#asks) {
      for (const worker of this.#present) this.#run.worker(worker).ask();
      this.#run.settle();
    }
    while (this.#row < this.#source.length) this.#next();
    const { history } = this.#run;
    const verdict = checkHistory(history, { end: this.#over && this.#parted === undefined ? 'complete' : 'running', bounds: boundsOf(this.#facts) });
    return { verdict, history, rows: this.#source.length, followed: this.#followed, parted: this.#parted };
  }

  /** Follows one row. */
  #next(): void {
    const row = this.#row;
    this.#row += 1;
    const why = this.#follow(row);
    if (why === undefined) this.#followed += 1;
    else this.#parted ??= `at #${row} ${why}`;
  }

  /** Why the row cannot be followed; undefined when it was. */
  #follow(row: number): string | undefined {
    const source = this.#source;
    const kind = source.kindAt(row);
    const packet = isOfRun(kind) ? -1 : (this.#numbers.get(source.packetAt(row)) ?? -1);
    const id = source.workerAt(row);
    // What was submitted is offered when something comes of it, all at once.
    if (packet >= this.#run.submitted || (kind !== EventKind.SUBMITTED && !this.#accepts)) this.#offer();
    switch (kind) {
      case EventKind.SUBMITTED:
        this.#numbers.set(source.packetAt(row), this.#run.submitted + this.#pending.length);
        this.#pending.push(source.tagAt(row));
        return undefined;
      case EventKind.ACCEPTED:
        if (this.#isRefused(packet)) this.#run.offer(this.#pending.splice(0));
        return this.#isRefused(packet) ? `packet ${packet} is refused` : undefined;
      case EventKind.ASKED:
        return this.#ask(this.#run.worker(id));
      case EventKind.CLAIMED:
        return this.#claim(this.#run.worker(id), packet);
      case EventKind.STARTED:
        return this.#start(this.#run.worker(id), packet);
      case EventKind.FINISHED:
        return this.#finish(this.#run.worker(id));
      case EventKind.HANDED_BACK:
        if (!this.#asks && this.#run.worker(id).state === 'done') this.#run.worker(id).ask();
        return undefined;
      case EventKind.LEFT:
        return this.#run.worker(id).state === 'done' || this.#run.worker(id).state === 'asking' ? this.#leave(id) : `worker ${id} cannot leave: it is ${this.#run.worker(id).state}`;
      case EventKind.RETURNED:
        return this.#collect(packet);
      case EventKind.CLEARED:
        return this.#run.clearReturns() === source.packetAt(row) ? undefined : 'another number of packets is dropped';
      case EventKind.WORKER_LOST:
        this.#running.delete(id);
        this.#suspects.push(...this.#run.kill(id));
        return undefined;
      case EventKind.SUSPECT:
        return this.#suspects.some(({ handle }) => handle === packet) ? undefined : `packet ${packet} is no suspect`;
      case EventKind.RETRIED:
        return this.#retry(packet);
      case EventKind.FAILED:
        return this.#fail(packet);
      case EventKind.FLUSHING:
        return this.#flush();
      case EventKind.RESTED:
        return this.#rest(source.packetAt(row) === 1);
      case EventKind.LOOKED:
        return this.#look(source.packetAt(row), id);
      case EventKind.DROPPED:
      case EventKind.FLUSHED:
      case EventKind.FLUSH_ABANDONED:
      case EventKind.CLOCK:
        return undefined;
    }
  }

  #offer(): void {
    if (this.#pending.length > 0) this.#run.offer(this.#pending.splice(0));
  }

  #look(call: number, id: number): string | undefined {
    switch (call) {
      case Look.POLL:
        this.#run.target.poll();
        return undefined;
      case Look.COLLECT:
        return this.#run.collect() === 0 ? undefined : 'there is something to be taken';
      case Look.OFFER:
        return this.#run.offer(this.#pending.splice(0)) === 0 ? undefined : 'packets are accepted';
      case Look.TAKE:
        return this.#run.worker(id).state !== 'asking' || this.#run.worker(id).take() === 0 ? undefined : `worker ${id} is given packets`;
      case Look.ASK:
        return this.#run.worker(id).ask() ? `worker ${id} need not wait before it asks` : undefined;
      default:
        return this.#run.worker(id).leave() ? `worker ${id} need not wait before it leaves` : undefined;
    }
  }

  #isRefused(packet: number): boolean {
    const { refused } = this.#run;
    return refused.handles.subarray(0, refused.count).includes(packet);
  }

  #ask(worker: SteppedWorker): string | undefined {
    if (worker.state === 'asking') return undefined;
    if (worker.state === 'dead') worker.replace();
    this.#running.delete(worker.id);
    const asked = worker.state === 'holding' ? worker.askEarly() : worker.ask();
    return asked ? undefined : `worker ${worker.id} has to wait before it can ask`;
  }

  /** Takes what the worker is given, after a look of the distributor if there is nothing yet. */
  #take(worker: SteppedWorker): void {
    if (worker.state !== 'asking' || worker.take() > 0 || this.#looks) return;
    this.#run.target.poll();
    if (isAsking(worker)) worker.take();
  }

  #claim(worker: SteppedWorker, packet: number): string | undefined {
    this.#take(worker);
    return worker.holding.includes(packet) ? undefined : `worker ${worker.id} is not given packet ${packet}`;
  }

  #start(worker: SteppedWorker, packet: number): string | undefined {
    if (!this.#asks && worker.state === 'done') worker.ask();
    this.#take(worker);
    if (worker.state !== 'holding' || !worker.holding.includes(packet)) return `worker ${worker.id} does not hold packet ${packet}`;
    const started = tryTo(() => worker.start());
    if (started !== undefined) this.#running.set(worker.id, (this.#running.get(worker.id) ?? 0) + 1);
    return started === packet ? undefined : `worker ${worker.id} starts ${started === undefined ? 'nothing' : `packet ${started}`} instead of packet ${packet}`;
  }

  #finish(worker: SteppedWorker): string | undefined {
    const running = this.#running.get(worker.id) ?? 0;
    if (running === 0) return `worker ${worker.id} has nothing to finish`;
    worker.finish();
    this.#running.set(worker.id, running - 1);
    return undefined;
  }

  #leave(id: number): string | undefined {
    return this.#run.leave(id) ? undefined : `worker ${id} has to wait before it can leave`;
  }

  #collect(packet: number): string | undefined {
    const { returned } = this.#run;
    if (returned.includes(packet)) return undefined;
    if (!this.#looks) this.#run.target.poll();
    while (!returned.includes(packet)) if (this.#run.collect(1) === 0) return `packet ${packet} is not there to be taken`;
    return undefined;
  }

  #retry(packet: number): string | undefined {
    const index = this.#suspects.findIndex(({ handle }) => handle === packet);
    const oldest = this.#suspects[index];
    if (oldest === undefined) return undefined;
    const ofTag = this.#suspects.filter(({ tag }, i) => i >= index && tag === oldest.tag);
    for (const one of ofTag) this.#suspects.splice(this.#suspects.indexOf(one), 1);
    this.#run.retry(ofTag);
    return undefined;
  }

  #fail(packet: number): string | undefined {
    const index = this.#suspects.findIndex(({ handle }) => handle === packet);
    const [suspect] = index === -1 ? [] : this.#suspects.splice(index, 1);
    if (suspect === undefined) return `packet ${packet} is no suspect`;
    this.#run.fail(suspect);
    return undefined;
  }

  /** What others did while it waited is done while it waits. */
  #flush(): string | undefined {
    const ended = this.#run.flush(() => {
      const kind = this.#row < this.#source.length ? this.#source.kindAt(this.#row) : EventKind.FLUSHED;
      if (kind === EventKind.FLUSHED || kind === EventKind.FLUSH_ABANDONED) return false;
      this.#next();
      return true;
    });
    const wasAbandoned = this.#row < this.#source.length && this.#source.kindAt(this.#row) === EventKind.FLUSH_ABANDONED;
    return ended || wasAbandoned ? undefined : 'flush does not end';
  }

  #rest(offeredAgain: boolean): string | undefined {
    if (!this.#looks) {
      this.#run.target.poll();
      if (offeredAgain) this.#run.offer([]);
    }
    const given = this.#looks ? undefined : this.#run.workers.find((worker) => worker.state === 'asking' && worker.take() > 0);
    // Once it has gone another way, nobody knows whether it is at rest.
    if (this.#parted === undefined && given === undefined) this.#run.history.rested(offeredAgain);
    return given === undefined ? undefined : `something still moves: worker ${given.id} is given packets`;
  }
}

function isAsking({ state }: SteppedWorker): boolean {
  return state === 'asking';
}

function tryTo(step: () => number): number | undefined {
  try {
    return step();
  } catch {
    // It holds less than it held when the run was recorded.
    return undefined;
  }
}
