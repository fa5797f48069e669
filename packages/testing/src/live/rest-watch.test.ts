import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkHistory } from '../history/check-history.ts';
import type { HistoryBounds } from '../history/history-bounds.ts';
import { History } from '../history/history.ts';
import type { Violation } from '../verdict/violation.ts';
import { RestWatch } from './rest-watch.ts';
import { RestWitness } from './rest-witness.ts';

/** Three workers and packets of tags 0, 1, 0, 1 ..., all accepted. */
function begin(packets: number, bounds: HistoryBounds = {}): { readonly watch: RestWatch; readonly workers: readonly RestWitness[] } {
  const watch = RestWatch.create({ handles: 16, workers: 3, bounds });
  for (let packet = 0; packet < packets; packet += 1) watch.submitted(packet % 2, packet);
  return { watch, workers: [0, 1, 2].map((worker) => RestWitness.attach(watch.region, worker)) };
}

/** Everyone in the list looks at each turn; gives up after some. */
const restOf = (watch: RestWatch, looking: readonly RestWitness[], refused: readonly number[] = []): Promise<boolean> => {
  let turns = 0;
  return watch.rest(
    {
      look: () => false,
      turn: () => {
        for (const worker of looking) worker.looked();
        turns += 1;
        return Promise.resolve(turns < 10);
      },
    },
    { handles: refused, count: refused.length },
  );
};

function claim(worker: RestWitness, ...handles: readonly number[]): void {
  worker.asked();
  worker.claimed(handles, handles.length);
}

function handBack(worker: RestWitness, ...handles: readonly number[]): void {
  worker.handingBack(handles, handles.length);
  worker.asked();
}

describe('RestWatch', () => {
  it('is content where what waits is of a tag that a worker holds', async () => {
    const { watch, workers } = begin(3);
    const [first, second] = workers;
    claim(first!, 0);
    claim(second!, 1);
    handBack(second!, 1);
    watch.returned(1);
    expect(await restOf(watch, [second!])).toBe(true);
    expect(watch.verdict()).toMatchObject({ kept: true, checked: ['Work-conserving', 'Isolated'], notChecked: { Finite: 'no flush ended' }, scope: '1 rests and 0 ends of flushes of 3 packets' });
  });

  it('names a packet of a free tag that waits while a worker asks, with its story', async () => {
    const { watch, workers } = begin(2);
    claim(workers[0]!, 0);
    workers[1]!.asked();
    expect(await restOf(watch, [workers[1]!])).toBe(true);
    const verdict = watch.verdict();
    expect(verdict.violations.map(({ promise, kind, packets, workers: who }) => [promise, kind, packets, who])).toEqual([['Work-conserving', 'starved', [1], [1]]]);
    expect(verdict.violations[0]!.story).toContain('#4 worker 1 asked for packets');
  });

  it('names a packet of a free tag that is refused again while a worker asks and one tag is stuck', async () => {
    const { watch, workers } = begin(4);
    claim(workers[0]!, 0);
    workers[1]!.asked();
    claim(workers[2]!, 1);
    handBack(workers[2]!, 1);
    watch.returned(1);
    expect(await restOf(watch, [workers[1]!, workers[2]!], [2, 3])).toBe(true);
    expect(watch.verdict().violations.map(({ promise, kind, packets }) => [promise, kind, packets])).toEqual([['Isolated', 'held-up', [3, 0]]]);
  });

  it('waits until everyone that asks has looked twice, and until nobody is in the middle of a hand-back', async () => {
    const { watch, workers } = begin(1);
    workers[0]!.asked();
    expect(await restOf(watch, [])).toBe(false);
    claim(workers[0]!, 0);
    workers[0]!.handingBack([0], 1);
    expect(await restOf(watch, [workers[0]!])).toBe(false);
    workers[0]!.left();
    expect(await restOf(watch, [])).toBe(true);
    expect(watch.verdict()).toMatchObject({ kept: true, notChecked: { 'Work-conserving': 'no worker asked at a rest' } });
  });

  it('begins again when a look moved anything, and when a worker turned since', async () => {
    const { watch, workers } = begin(2);
    claim(workers[0]!, 0);
    workers[1]!.asked();
    let looks = 0;
    let turns = 0;
    const rested = await watch.rest({
      look: () => ++looks === 1,
      turn: () => {
        workers[1]!.looked();
        turns += 1;
        // What waited is given to it late, and is no violation: nothing had come to a rest.
        if (turns === 2) workers[1]!.claimed([1], 1);
        return Promise.resolve(true);
      },
    });
    expect([rested, looks, watch.verdict().kept]).toEqual([true, 4, true]);
  });

  it('takes a packet that comes by the second look in a row for no violation, and one that does not for one', async () => {
    for (const comes of [true, false]) {
      const { watch, workers } = begin(2);
      claim(workers[0]!, 0);
      workers[1]!.asked();
      let looks = 0;
      const look = (): boolean => {
        looks += 1;
        // The first look took it back from this worker, which seemed to stall.
        if (looks === 2 && comes) claim(workers[1]!, 1);
        return false;
      };
      const turn = (): Promise<boolean> => {
        workers[1]!.looked();
        return Promise.resolve(true);
      };
      expect(await watch.rest({ look, turn })).toBe(true);
      expect([looks, watch.verdict().kept]).toEqual(comes ? [4, true] : [2, false]);
    }
  });

  it('counts what a dead worker had claimed as waiting, and a suspect as holding its tag', async () => {
    const { watch, workers } = begin(3);
    claim(workers[0]!, 0, 1, 2);
    workers[1]!.asked();
    watch.workerLost(0);
    watch.suspect(0, 0);
    expect(await restOf(watch, [workers[1]!])).toBe(true);
    expect(watch.verdict().violations.map(({ kind, packets }) => [kind, packets])).toEqual([['starved', [1]]]);
    const next = RestWitness.attach(watch.region, 0);
    claim(next, 1);
    watch.retried(0);
    claim(workers[2]!, 0);
    handBack(workers[2]!, 0);
    watch.failed(2);
    expect(await restOf(watch, [workers[1]!, workers[2]!])).toBe(true);
    expect([watch.verdict().total, watch.idleRests]).toEqual([1, 2]);
  });

  it('counts what a dead worker had finished as handed back, and as held until then', async () => {
    const { watch, workers } = begin(3);
    claim(workers[0]!, 0, 1);
    workers[0]!.finished(0);
    workers[1]!.asked();
    expect(await restOf(watch, [workers[1]!])).toBe(true);
    expect(watch.verdict().kept).toBe(true);
    watch.workerLost(0);
    watch.suspect(1, 0);
    claim(workers[2]!, 2);
    handBack(workers[2]!, 2);
    watch.flushed(1);
    expect(watch.verdict().kept).toBe(true);
  });

  it('names packets that are out when a flush ends', () => {
    const { watch, workers } = begin(3);
    claim(workers[0]!, 0, 1);
    handBack(workers[0]!, 0, 1);
    watch.flushed(0, { handles: [2], count: 1 });
    expect(watch.verdict()).toMatchObject({ kept: true, checked: ['Finite'] });
    watch.flushed(0);
    expect(watch.verdict().violations.map(({ promise, kind, packets }) => [promise, kind, packets])).toEqual([['Finite', 'flush-early', [2]]]);
    watch.dropped();
    watch.flushed(0);
    expect(watch.verdict().total).toBe(1);
  });

  it('names a worker that claims more than the limit, its own or that of all', () => {
    const { watch, workers } = begin(4, { claimLimit: 2 });
    workers[0]!.claimed([0, 1], 2);
    expect(watch.verdict().kept).toBe(true);
    workers[1]!.claimed([2, 3], 2, 1);
    workers[0]!.claimed([0, 1, 2], 3);
    expect(watch.verdict().violations.map(({ kind, workers: who }) => [kind, who])).toEqual([['over-claim', [0]], ['over-claim', [1]]]);
  });

  it.each([{ handles: 0, workers: 1 }, { handles: 1, workers: 0 }, { handles: 1, workers: 1025 }])('refuses %o', (options) => {
    expect(() => RestWatch.create(options)).toThrow(RangeError);
  });

  it('refuses a worker that it does not know', () => {
    const { region } = RestWatch.create({ handles: 1, workers: 2 });
    expect(() => RestWitness.attach(region, 2)).toThrow(new RangeError('worker must be from 0 to 1: got 2'));
  });

  const step = fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 11 }), fc.nat({ max: 2 }));

  it('finds at a rest what checkHistory finds there, however it came to be', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), async (steps, tagBacklog, stuckTags) => {
        const bounds = { tagBacklog, stuckTags };
        const found = await both(steps, bounds);
        for (const [kind] of found.live) seen.set(kind, (seen.get(kind) ?? 0) + 1);
        expect(found.live).toEqual(found.history);
      }),
      { numRuns: 2000 },
    );
    for (const kind of ['starved', 'held-up', 'over-backlog']) expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(5);
  });
});

const TAGS = 3;

/** A world that takes any steps, good or bad, and comes to a rest: what both checkers say of that. */
async function both(
  steps: readonly (readonly [step: number, pick: number, worker: number])[],
  bounds: HistoryBounds,
): Promise<Record<'live' | 'history', readonly (readonly [kind: string, packet: number])[]>> {
  const watch = RestWatch.create({ handles: 64, workers: 3, bounds });
  const workers = [0, 1, 2].map((worker) => RestWitness.attach(watch.region, worker));
  const history = new History();
  const held: number[][] = [[], [], []];
  const waiting: number[] = [];
  const refused: number[] = [];
  const suspects: number[] = [];
  let packets = 0;
  const take = (from: number[], pick: number): number | undefined => (from.length === 0 ? undefined : from.splice(pick % from.length, 1)[0]);
  const back = (worker: number): void => {
    const handles = held[worker]!.splice(0);
    workers[worker]!.handingBack(handles, handles.length);
    for (const handle of handles) {
      history.handedBack(handle, handle % TAGS, worker);
      history.returned(handle, handle % TAGS);
      watch.returned(handle);
    }
  };
  // One that is claimed and comes back, so that the history has these events.
  const submit = (accepted: boolean): void => {
    history.submitted(packets, packets % TAGS);
    watch.submitted(packets % TAGS, packets);
    if (accepted) history.accepted(packets, packets % TAGS);
    (accepted ? waiting : refused).push(packets);
    packets += 1;
  };
  const claimOne = (worker: number, pick: number): void => {
    const packet = take(waiting, pick);
    if (packet === undefined) return;
    history.claimed(packet, packet % TAGS, worker);
    workers[worker]!.claimed([packet], 1);
    held[worker]!.push(packet);
  };
  const ask = (worker: number): void => {
    back(worker);
    history.asked(worker);
    workers[worker]!.asked();
  };
  submit(true);
  ask(0);
  claimOne(0, 0);
  ask(0);
  for (const [what, pick, worker] of steps) {
    if (what <= 2) submit(pick % 4 > 0);
    else if (what <= 5) claimOne(worker, pick);
    else if (what <= 7) ask(worker);
    else if (what === 8) {
      back(worker);
      history.left(worker);
      workers[worker]!.left();
    } else {
      history.workerLost(worker);
      watch.workerLost(worker);
      workers[worker] = RestWitness.attach(watch.region, worker);
      for (const packet of held[worker]!.splice(0)) {
        if (pick % 2 === 0) {
          waiting.push(packet);
          continue;
        }
        history.suspect(packet, packet % TAGS, worker);
        watch.suspect(packet, worker);
        suspects.push(packet);
      }
      const decided = pick % 3 === 0 ? take(suspects, pick) : undefined;
      if (decided !== undefined) {
        history.retried(decided, decided % TAGS);
        watch.retried(decided);
        waiting.push(decided);
      }
    }
  }
  history.rested(true);
  await restOf(watch, workers, refused);
  const said = (list: readonly Violation[]): (readonly [string, number])[] =>
    list
      .filter(({ kind }) => ['starved', 'held-up', 'over-backlog'].includes(kind))
      .map(({ kind, packets: of }) => [kind, of[0]!] as const)
      .sort();
  return { live: said(watch.verdict().violations), history: said(checkHistory(history, { end: 'running', bounds, limit: 1000 }).violations) };
}
