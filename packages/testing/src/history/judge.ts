// Takes the events of a history one by one to the rules that they concern. Each rule sees only what it needs; whereabouts of packets are
// kept only when there are rests or flushes to judge.
import type { Verdict } from '../verdict/verdict.ts';
import { judgeCoverage } from './coverage.ts';
import { CrashRule } from './crash-rule.ts';
import { EventKind, isOfRun } from './event-kind.ts';
import type { PacketEvent, RunEvent } from './event-kind.ts';
import { ExclusiveRule } from './exclusive-rule.ts';
import { Findings } from './findings.ts';
import { FlushRule } from './flush-rule.ts';
import type { HistoryBounds } from './history-bounds.ts';
import type { History } from './history.ts';
import { OnceRule } from './once-rule.ts';
import { OrderedRule } from './ordered-rule.ts';
import { Seen } from './packet-table.ts';
import type { Survey } from './survey.ts';
import { takeSurvey } from './survey.ts';
import { WaitingRule } from './waiting-rule.ts';
import { Whereabouts } from './whereabouts.ts';

export class Judge {
  readonly #history: History;
  readonly #survey: Survey;
  readonly #findings: Findings;
  readonly #exclusive: ExclusiveRule;
  readonly #ordered: OrderedRule;
  readonly #once: OnceRule;
  readonly #crash: CrashRule;
  readonly #where: Whereabouts | undefined;
  readonly #waiting: WaitingRule | undefined;
  readonly #flush: FlushRule | undefined;
  /** The history says what was accepted; else all that was submitted counts as accepted. */
  readonly #accepts: boolean;
  readonly #known: Uint8Array;
  #submitted = 0;

  /** @param said kinds of events of which the history has all there were, also where there were none */
  constructor(history: History, bounds: HistoryBounds, limit: number, said: ReadonlySet<EventKind> = new Set()) {
    const survey = takeSurvey(history, said);
    const { packets, tagIds, has } = survey;
    const findings = new Findings(limit);
    this.#history = history;
    this.#survey = survey;
    this.#findings = findings;
    this.#exclusive = new ExclusiveRule(packets, tagIds, survey.handBacks, findings);
    this.#ordered = new OrderedRule(packets, tagIds, findings);
    this.#once = new OnceRule(packets, tagIds, findings);
    this.#crash = new CrashRule(packets, tagIds, bounds.notes ?? false, findings);
    this.#accepts = has(EventKind.ACCEPTED);
    this.#known = new Uint8Array(survey.count);
    // Rests are judged only where it is known what was accepted, who asked and what was claimed; flushes, where it is known what was accepted.
    const restsTell = this.#accepts && has(EventKind.RESTED) && has(EventKind.ASKED) && has(EventKind.CLAIMED);
    const flushesTell = this.#accepts && has(EventKind.FLUSHING);
    if (!restsTell && !flushesTell) return;
    this.#where = new Whereabouts(packets, tagIds.length, bounds.tagBacklog ?? Infinity, survey.handBacks);
    if (restsTell) this.#waiting = new WaitingRule(packets, tagIds, this.#where, bounds, findings);
    if (flushesTell) this.#flush = new FlushRule(packets, tagIds, this.#where, findings);
  }

  /** Takes the event of the next row. */
  see(row: number): void {
    const kind = this.#history.kindAt(row);
    if (isOfRun(kind)) this.#seeRun(kind, row, this.#history.packetAt(row), this.#history.workerAt(row));
    else this.#seePacket(kind, row, this.#history.packetAt(row), this.#history.workerAt(row));
  }

  /** @param atRest the run is over: nothing may be outstanding any more */
  verdict(atRest: boolean): Verdict {
    const { count, tagIds, has, handBacks } = this.#survey;
    const last = this.#history.length - 1;
    const isLost = (packet: number): boolean => atRest || this.#ordered.passed(packet);
    this.#once.ended(count, isLost, (packet) => handBacks && this.#crash.diedWith(packet), atRest, last);
    this.#flush?.end(atRest, last);
    const { checked, notChecked } = judgeCoverage({
      has,
      atRest,
      idleRests: this.#waiting?.idleRests ?? 0,
      stuckRests: this.#waiting?.stuckRests ?? 0,
      flushes: this.#flush?.judged ?? 0,
      deaths: this.#crash.deaths,
    });
    return this.#findings.verdict(this.#history, `${count} packets of ${tagIds.length} tags, ${this.#history.length} events`, checked, notChecked);
  }

  #seeRun(kind: RunEvent, row: number, number: number, worker: number): void {
    switch (kind) {
      case EventKind.CLEARED:
        this.#once.cleared(this.#submitted, number, row);
        this.#where?.cleared(number);
        break;
      case EventKind.WORKER_LOST:
        this.#exclusive.workerLost(worker);
        this.#crash.workerLost(worker, row);
        this.#where?.workerLost(worker);
        break;
      case EventKind.ASKED:
        this.#where?.asked(worker, row);
        this.#waiting?.asked(worker);
        break;
      case EventKind.LEFT:
        this.#where?.left(worker);
        break;
      case EventKind.RESTED:
        this.#waiting?.rested(row, number === 1);
        this.#flush?.rested(row);
        break;
      case EventKind.FLUSHING:
        this.#flush?.began(row);
        break;
      case EventKind.FLUSHED:
        this.#flush?.ended(number, row);
        break;
      case EventKind.FLUSH_ABANDONED:
        this.#flush?.abandoned();
        break;
      case EventKind.CLOCK:
      case EventKind.LOOKED:
        break;
    }
  }

  #seePacket(kind: PacketEvent, row: number, id: number, worker: number): void {
    const { packets, packetIndex, tagIds } = this.#survey;
    const packet = packetIndex.find(id);
    const isKnown = packet !== -1 && this.#known[packet] === 1;
    const tagId = this.#history.tagAt(row);
    if (kind === EventKind.SUBMITTED) this.#submit(packet, isKnown, row);
    else if (!isKnown) {
      if (kind === EventKind.STARTED || kind === EventKind.RETURNED) this.#once.neverSubmitted(id, tagId, worker, row);
    } else {
      if (tagId !== tagIds[packets.tag[packet]!]) this.#once.wrongTag(packet, tagId, worker, row);
      this.#follow(kind, packet, worker, row);
    }
  }

  #submit(packet: number, again: boolean, row: number): void {
    if (again) this.#once.submittedTwice(packet, row);
    else this.#submitted += 1;
    this.#known[packet] = 1;
    if (!this.#accepts) this.#survey.packets.set(packet, Seen.ACCEPTED);
    this.#where?.submitted(packet, !this.#accepts);
  }

  /** A packet that was submitted goes a step on its way. */
  #follow(kind: Exclude<PacketEvent, typeof EventKind.SUBMITTED>, packet: number, worker: number, row: number): void {
    const { packets, handBacks, has } = this.#survey;
    switch (kind) {
      case EventKind.ACCEPTED:
        packets.set(packet, Seen.ACCEPTED);
        this.#where?.accepted(packet);
        break;
      case EventKind.CLAIMED:
        this.#crash.turned(worker);
        this.#where?.claim(packet, worker);
        this.#waiting?.claimed(packet, worker, row);
        break;
      case EventKind.STARTED:
        this.#start(packet, worker, row);
        break;
      case EventKind.FINISHED:
        this.#once.finished(packet, worker, row);
        this.#exclusive.finished(packet);
        // Where hand-backs are not recorded: with its worker's next request, if requests are; else at once.
        if (!handBacks && !has(EventKind.ASKED)) this.#where?.done(packet);
        break;
      case EventKind.HANDED_BACK:
        packets.set(packet, Seen.FINISHED | Seen.HANDED_BACK);
        this.#exclusive.handedBack(packet);
        this.#crash.turned(worker);
        this.#where?.done(packet);
        break;
      case EventKind.RETURNED:
        if (!packets.has(packet, Seen.RETURNED)) this.#ordered.returned(packet, row);
        this.#once.returned(packet, row);
        this.#where?.taken(packet);
        break;
      case EventKind.DROPPED:
        this.#once.dropped(packet, row);
        this.#exclusive.decided(packet);
        this.#where?.taken(packet);
        break;
      case EventKind.SUSPECT:
        this.#crash.suspect(packet, worker, row);
        this.#exclusive.suspect(packet, worker);
        this.#where?.suspect(packet, worker);
        packets.set(packet, Seen.SUSPECT);
        break;
      case EventKind.RETRIED:
        this.#exclusive.decided(packet);
        this.#ordered.retried(packet);
        this.#where?.retried(packet);
        packets.clear(packet, Seen.SUSPECT | Seen.FINISHED | Seen.HANDED_BACK);
        packets.set(packet, Seen.RETRIED);
        break;
      case EventKind.FAILED:
        this.#exclusive.decided(packet);
        this.#where?.done(packet);
        packets.clear(packet, Seen.SUSPECT);
        packets.set(packet, Seen.FINISHED);
        break;
    }
  }

  #start(packet: number, worker: number, row: number): void {
    const { packets } = this.#survey;
    const again = packets.has(packet, Seen.STARTED) && !packets.has(packet, Seen.RETRIED);
    const isOrphan = again && this.#crash.diedWith(packet);
    if (isOrphan) this.#crash.startedAgain(packet, worker, row);
    this.#once.started(packet, worker, row, isOrphan);
    this.#exclusive.started(packet, worker, row);
    this.#crash.started(packet, worker);
    this.#where?.claim(packet, worker);
    if (!again) this.#ordered.started(packet, row);
  }
}
