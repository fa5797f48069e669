// Work-conserving, Isolated, Finite and Crash-exact against a naive checker that reads each promise word by word and finds the state of
// everything anew from the rows before, over random histories in which each promise is broken now and then.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkHistory, EventKind, History, NO_WORKER } from '../src/index.ts';
import type { HistoryBounds, ViolationKind } from '../src/index.ts';

interface Row {
  readonly kind: EventKind;
  readonly packet: number;
  readonly worker: number;
}

const { SUBMITTED, STARTED, FINISHED, HANDED_BACK, RETURNED, WORKER_LOST, SUSPECT, RETRIED, FAILED, ACCEPTED, ASKED, CLAIMED, LEFT, RESTED, FLUSHING, FLUSHED, FLUSH_ABANDONED } =
  EventKind;
const TAGS = 3;
const WORKERS = 3;
const tagOf = (packet: number): number => packet % TAGS;
const judged: readonly ViolationKind[] = ['starved', 'held-up', 'over-backlog', 'over-claim', 'flush-early', 'never-ends', 'crash-result', 'lost'];

/** What the rows so far say of a packet or a worker, found by reading them all. */
class Reading {
  readonly rows: readonly Row[];
  readonly handBacks: boolean;

  readonly asks: boolean;

  constructor(rows: readonly Row[], all: readonly Row[] = rows) {
    this.rows = rows;
    this.handBacks = all.some(({ kind }) => kind === HANDED_BACK);
    this.asks = all.some(({ kind }) => kind === ASKED);
  }

  get submitted(): number[] {
    return this.rows.filter(({ kind }) => kind === SUBMITTED).map(({ packet }) => packet);
  }

  last(kinds: readonly EventKind[], fits: (row: Row) => boolean): number {
    return this.rows.findLastIndex((row) => kinds.includes(row.kind) && fits(row));
  }

  of(packet: number, ...kinds: EventKind[]): number {
    return this.last(kinds, (row) => row.packet === packet);
  }

  by(worker: number, ...kinds: EventKind[]): number {
    return this.last(kinds, (row) => row.worker === worker);
  }

  isAccepted(packet: number): boolean {
    return this.of(packet, ACCEPTED, CLAIMED, STARTED) !== -1;
  }

  /** `refused`, `waits`, `with` a worker, `undecided`, `done`, `taken`. */
  stateOf(packet: number): string {
    if (this.of(packet, RETURNED) !== -1) return 'taken';
    const row = this.of(packet, CLAIMED, STARTED, HANDED_BACK, SUSPECT, RETRIED, FAILED, ...(this.handBacks || this.asks ? [] : [FINISHED]));
    if (row === -1) return this.isAccepted(packet) ? 'waits' : 'refused';
    const { kind, worker } = this.rows[row]!;
    if (kind === SUSPECT) return 'undecided';
    if (kind === RETRIED) return 'waits';
    if (kind !== CLAIMED && kind !== STARTED) return 'done';
    // Where hand-backs are not recorded, the next request or leave hands back.
    const finished = this.of(packet, FINISHED);
    if (!this.handBacks && finished > row && this.by(worker, ASKED, LEFT) > finished) return 'done';
    if (this.by(worker, WORKER_LOST) < row) return 'with';
    return this.of(packet, FINISHED) > row ? 'done' : 'waits';
  }

  holderOf(packet: number): number {
    return this.rows[this.of(packet, CLAIMED, STARTED)]?.worker ?? -1;
  }

  isLocked(tag: number): boolean {
    return this.submitted.some((packet) => tagOf(packet) === tag && ['with', 'undecided'].includes(this.stateOf(packet)));
  }

  isIdle(worker: number): boolean {
    const holds = this.submitted.some((packet) => this.stateOf(packet) === 'with' && this.holderOf(packet) === worker);
    return !holds && this.by(worker, ASKED) > this.by(worker, CLAIMED, STARTED, LEFT, WORKER_LOST);
  }

  get idle(): number[] {
    return Array.from({ length: WORKERS }, (_, worker) => worker).filter((worker) => this.isIdle(worker));
  }

  inState(...states: string[]): number[] {
    return this.submitted.filter((packet) => states.includes(this.stateOf(packet)));
  }
}

/** The promises, read word by word. */
function naive(rows: readonly Row[], bounds: HistoryBounds, end: 'complete' | 'running'): string[] {
  const found: string[] = [];
  /** What waits is told once, at the first of all rests where it does. */
  const waiting = new Set<string>();
  const has = (kind: EventKind): boolean => rows.some((row) => row.kind === kind);
  const restsTell = has(RESTED) && has(ASKED) && has(CLAIMED);
  let flushing = false;
  for (const [index, row] of rows.entries()) {
    const before = new Reading(rows.slice(0, index), rows);
    const outstanding = before.inState('waits', 'with', 'undecided');
    if (row.kind === RESTED && restsTell) for (const key of atRest(before, row.packet === 1, bounds)) waiting.add(key);
    if (row.kind === RESTED && flushing) {
      const waits = outstanding.length > 0 && (before.inState('with', 'undecided').length > 0 || before.idle.length === 0);
      if (!waits) {
        found.push('never-ends');
        flushing = false;
      }
    }
    if (row.kind === FLUSHING) flushing = true;
    if (row.kind === FLUSH_ABANDONED) flushing = false;
    if (row.kind === FLUSHED) {
      flushing = false;
      const undecided = new Set(before.inState('undecided').map(tagOf));
      // Finished since it was given out last: what an earlier worker had finished was undone by a retry.
      const isHandedBack = (packet: number): boolean => !before.handBacks && before.stateOf(packet) === 'with' && before.of(packet, FINISHED) > before.of(packet, CLAIMED, STARTED);
      const left = outstanding.filter((packet) => !isHandedBack(packet));
      const early = left.filter((packet) => !undecided.has(tagOf(packet)));
      if (has(FLUSHING) && (early.length > 0 || left.length !== row.packet)) found.push(`flush-early ${early.slice(0, 3).join()}`);
    }
    if (row.kind === CLAIMED && restsTell) {
      const asked = before.by(row.worker, ASKED);
      const claims = rows.slice(asked + 1, index + 1).filter(({ kind, worker }) => kind === CLAIMED && worker === row.worker).length;
      if (claims === (bounds.claimLimit ?? Infinity) + 1) found.push(`over-claim ${row.packet}`);
    }
    if (brokenByCrash(before, row, bounds)) found.push(`crash-result ${row.packet}`);
  }
  const all = new Reading(rows);
  const isPassed = (packet: number): boolean => all.inState('taken').some((other) => tagOf(other) === tagOf(packet) && other > packet);
  if (end === 'complete' && flushing && all.inState('waits', 'with', 'undecided').length === 0) found.push('never-ends');
  for (const packet of all.submitted) {
    if (!all.isAccepted(packet) || all.stateOf(packet) === 'taken' || (end === 'running' && !isPassed(packet))) continue;
    found.push(`${isLostWithItsWorker(all, packet) ? 'crash-result' : 'lost'} ${packet}`);
  }
  return [...waiting, ...found].sort();
}

function* atRest(now: Reading, offeredAgain: boolean, bounds: HistoryBounds): Generator<string> {
  for (let tag = 0; tag < TAGS; tag += 1) {
    const waits = now.inState('waits').filter((packet) => tagOf(packet) === tag);
    const refused = now.inState('refused').filter((packet) => tagOf(packet) === tag);
    if (waits.length > (bounds.tagBacklog ?? Infinity)) yield `over-backlog ${waits[0]!}`;
    if (now.idle.length === 0 || now.isLocked(tag)) continue;
    if (waits.length > 0) yield `starved ${waits[0]!}`;
    const stuck = Array.from({ length: TAGS }, (_, other) => other).filter((other) => now.isLocked(other)).length;
    const mayRefuse = stuck === 0 || stuck > (bounds.stuckTags ?? 1) || now.inState('done').length > 0;
    if (waits.length === 0 && refused.length > 0 && offeredAgain && !mayRefuse) yield `held-up ${refused[0]!}`;
  }
}

function brokenByCrash(before: Reading, { kind, packet, worker }: Row, { notes = false }: HistoryBounds): boolean {
  const start = before.of(packet, STARTED);
  const isRetried = before.of(packet, RETRIED) > start;
  const inWorker = before.rows[start]?.worker ?? -1;
  if (kind === STARTED) return start !== -1 && !isRetried && before.by(inWorker, WORKER_LOST) > start;
  if (kind !== SUSPECT) return false;
  if (before.of(packet, RETURNED) !== -1) return true;
  if (start !== -1 && !isRetried && inWorker !== worker) return true;
  // Between claiming and starting, its note says nothing.
  if (!notes || before.by(worker, STARTED) < before.by(worker, CLAIMED, HANDED_BACK) || before.by(worker, STARTED) === -1) return false;
  if (before.by(worker, SUSPECT) > before.by(worker, WORKER_LOST)) return true;
  const lastStarted = before.rows[before.by(worker, STARTED)]?.packet ?? -1;
  return start !== -1 && !isRetried && lastStarted !== -1 && lastStarted !== packet;
}

function isLostWithItsWorker(all: Reading, packet: number): boolean {
  const start = all.of(packet, STARTED);
  const isFinished = start !== -1 && all.of(packet, FINISHED, FAILED) > Math.max(start, all.of(packet, RETRIED));
  return all.handBacks && isFinished && all.of(packet, HANDED_BACK) < start && all.by(all.rows[start]!.worker, WORKER_LOST) > start;
}

/** A world that takes any step that is possible at all, good or bad, and writes it down. */
function write(steps: readonly (readonly [step: number, pick: number, worker: number])[]): Row[] {
  // The first packet is accepted, so that a history always tells what is.
  const rows: Row[] = [SUBMITTED, ACCEPTED].map((kind) => ({ kind, packet: 0, worker: NO_WORKER }));
  let packets = 1;
  const note = (kind: EventKind, packet: number, worker = NO_WORKER): void => void rows.push({ kind, packet, worker });
  for (const [step, pick, worker] of steps) {
    const now = new Reading(rows, [{ kind: HANDED_BACK, packet: 0, worker: 0 }]);
    const choose = (...states: string[]): number => {
      const from = now.inState(...states);
      return from.length === 0 ? -1 : from[pick % from.length]!;
    };
    const withWorker = now.inState('with').filter((packet) => now.holderOf(packet) === worker);
    const isStarted = (packet: number): boolean => now.of(packet, STARTED) > Math.max(now.of(packet, RETRIED), now.of(packet, CLAIMED));
    const started = withWorker.find((packet) => isStarted(packet) && now.of(packet, FINISHED) < now.of(packet, STARTED));
    switch (step) {
      case 0:
      case 1:
        note(SUBMITTED, packets);
        if (pick % 3 > 0) note(ACCEPTED, packets);
        packets += 1;
        break;
      case 2:
        note(ASKED, 0, worker);
        break;
      case 3:
      case 4:
      case 5: {
        const packet = choose('waits');
        if (packet !== -1) note(CLAIMED, packet, worker);
        break;
      }
      case 6:
      case 7: {
        const next = withWorker.find((packet) => !isStarted(packet));
        if (next !== undefined) note(STARTED, next, worker);
        break;
      }
      case 8:
      case 9:
        if (started !== undefined) note(FINISHED, started, worker);
        break;
      case 10:
      case 11: {
        const finished = withWorker.find((packet) => now.of(packet, FINISHED) > now.of(packet, STARTED));
        if (finished !== undefined) note(HANDED_BACK, finished, worker);
        break;
      }
      case 12:
      case 13: {
        const packet = choose('done');
        if (packet !== -1) note(RETURNED, packet);
        break;
      }
      case 14:
        note(WORKER_LOST, 0, worker);
        for (const packet of withWorker) if (pick % 4 > 0 && now.of(packet, FINISHED) < now.of(packet, STARTED)) note(SUSPECT, packet, worker);
        break;
      case 15: {
        const packet = choose('undecided', 'waits', 'done');
        if (packet !== -1 && pick % 5 === 0) note(SUSPECT, packet, worker);
        break;
      }
      case 16: {
        const packet = choose('undecided');
        if (packet !== -1) note(pick % 2 === 0 ? RETRIED : FAILED, packet);
        break;
      }
      case 17:
        note(LEFT, 0, worker);
        break;
      case 18:
        note(FLUSHING, 0);
        if (pick % 3 === 0) note(FLUSH_ABANDONED, 0);
        break;
      case 19:
        note(FLUSHED, pick % 2 === 0 ? now.inState('waits', 'with', 'undecided').length : 0);
        break;
      default:
        note(RESTED, pick % 2);
    }
  }
  return rows;
}

const steps = fc.array(fc.tuple(fc.nat({ max: 22 }), fc.nat({ max: 11 }), fc.nat({ max: WORKERS - 1 })), { minLength: 10, maxLength: 60, size: 'max' });
const bounds: fc.Arbitrary<HistoryBounds> = fc.record({
  claimLimit: fc.constantFrom(1, 2, 9),
  tagBacklog: fc.constantFrom(1, 2, 9),
  stuckTags: fc.constantFrom(1, 2),
  notes: fc.boolean(),
});

/** A packet was finished, then suspected and retried; a flush ends while the next worker has claimed it and not started it: it is outstanding. */
const claimedAgain: [[number, number, number][], HistoryBounds, 'complete'] = [
  [[3, 0, 2], [6, 0, 2], [8, 0, 2], [14, 0, 2], [15, 0, 0], [16, 0, 0], [18, 0, 0], [3, 0, 0], [0, 0, 0], [0, 0, 0], [19, 0, 0]],
  { claimLimit: 1, tagBacklog: 1, stuckTags: 1, notes: false },
  'complete',
];

describe('checkHistory', () => {
  it('finds exactly what a naive reading of Work-conserving, Isolated, Finite and Crash-exact finds', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(steps, bounds, fc.constantFrom('complete' as const, 'running' as const), (path, limits, end) => {
        const rows = write(path);
        const history = new History();
        for (const { kind, packet, worker } of rows) history.record(kind, packet, tagOf(packet), worker);
        const { violations } = checkHistory(history, { end, bounds: limits, limit: 1000 });
        const found = violations.filter(({ kind }) => judged.includes(kind));
        for (const { kind } of found) seen.set(kind, (seen.get(kind) ?? 0) + 1);
        const named = found.map(({ kind, packets }) => (kind === 'never-ends' ? kind : `${kind} ${kind === 'flush-early' ? packets.join() : packets[0]!}`));
        expect(named.sort(), JSON.stringify(rows)).toEqual(naive(rows, limits, end));
      }),
      { numRuns: 3000, examples: [claimedAgain] },
    );
    for (const kind of judged) expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(5);
  });
});
