import { describe, expect, it } from 'vitest';

import { DONE, DistributorWorker, FAILED, MAX_ATTEMPTS, PacketBurst } from '../src/index.ts';
import type { Suspect } from '../src/index.ts';
import { ObservedMemory } from './memory/observed-memory.ts';
import { burstOf } from './stepped/burst-of.ts';
import { SteppedRun } from './stepped/stepped-run.ts';

/** A worker that has claimed packets of these tags and noted the start of the first `started`; another one has not joined. */
function inPackets(started: number, ...tags: readonly number[]): SteppedRun {
  const run = new SteppedRun({ workers: 2, burst: 8, credits: 16 });
  run.workers[0]!.ask();
  run.distributor.poll();
  run.submit(...tags);
  run.workers[0]!.take();
  for (let i = 0; i < started; i++) run.workers[0]!.note();
  return run;
}

const handlesOf = (packets: readonly { readonly handle: number }[]): number[] => packets.map(({ handle }) => handle);

describe('a worker that is lost', () => {
  it('leaves what it finished to the caller, what it had not started to others, and the packet it was in under suspicion', () => {
    const run = inPackets(3, 10, 11, 12, 13, 14);
    const loss = run.lose(0);
    expect(loss).toEqual({ worker: 0, finished: 2, requeued: 2, suspects: [{ tag: 12, handle: 2, attempt: 1, worker: 0 }] });
    expect(run.takeReturned()).toEqual([
      { tag: 10, handle: 0, attempt: 1, outcome: DONE },
      { tag: 11, handle: 1, attempt: 1, outcome: DONE },
    ]);
    run.workers[1]!.ask();
    run.distributor.poll();
    expect(run.workers[1]!.take()).toBe(2);
    expect(run.workers[1]!.held).toEqual([
      { tag: 13, handle: 3, attempt: 1 },
      { tag: 14, handle: 4, attempt: 1 },
    ]);
  });

  it('leaves all that it had claimed under suspicion when it noted nothing, oldest first', () => {
    const run = inPackets(0, 10, 11, 10);
    run.submit(12, 13);
    expect(run.lose(0)).toEqual({
      worker: 0,
      finished: 0,
      requeued: 2,
      suspects: [
        { tag: 10, handle: 0, attempt: 1, worker: 0 },
        { tag: 11, handle: 1, attempt: 1, worker: 0 },
        { tag: 10, handle: 2, attempt: 1, worker: 0 },
      ],
    });
  });

  it('leaves nothing under suspicion when it said that it notes, and dies before the first packet', () => {
    const run = new SteppedRun({ workers: 1, burst: 4 });
    run.distributor.workerLost(0);
    const worker = DistributorWorker.attach(run.distributor.region, 0, { notes: true });
    const burst = new PacketBurst(4);
    worker.requestPackets();
    run.distributor.poll();
    run.submit(10, 11);
    expect(worker.pollPackets(burst)).toBe(2);
    expect(run.distributor.workerLost(0)).toEqual({ worker: 0, finished: 0, requeued: 2, suspects: [] });
  });

  it('leaves results of packets it finished, the replaced handle and the failure, as they stood in its burst', () => {
    const run = new SteppedRun({ workers: 1, burst: 4 });
    run.distributor.workerLost(0);
    const worker = DistributorWorker.attach(run.distributor.region, 0);
    const burst = new PacketBurst(4);
    worker.requestPackets();
    run.distributor.poll();
    run.distributor.tryProcess(burstOf([1, 100], [2, 200], [3, 300]));
    worker.pollPackets(burst);
    worker.starting(0);
    burst.handles[0] = 111;
    worker.starting(1);
    burst.outcomes[1] = FAILED;
    worker.starting(2);
    burst.handles[2] = 333;
    const loss = run.distributor.workerLost(0);
    expect(loss).toMatchObject({ finished: 2, requeued: 0, suspects: [{ tag: 3, handle: 300 }] });
    run.distributor.returnedPackets(burst);
    expect([burst.count, ...burst.handles.subarray(0, 2), ...burst.outcomes.subarray(0, 2)]).toEqual([2, 111, 200, DONE, FAILED]);
  });

  it('is under no suspicion for what it had finished when it dies while it leaves', () => {
    const run = new SteppedRun({ workers: 1, burst: 4 });
    run.distributor.workerLost(0);
    let leaves = false;
    const memory = new ObservedMemory(run.distributor.region, ({ kind }) => {
      if (leaves && kind === 'compareExchange') throw new Error('dies');
    });
    const worker = DistributorWorker.attach(memory, 0);
    const burst = new PacketBurst(4);
    worker.requestPackets();
    run.distributor.poll();
    run.submit(10, 11);
    worker.pollPackets(burst);
    worker.starting(0);
    worker.starting(1);
    leaves = true;
    expect(() => {
      worker.returnPackets(burst);
    }).toThrow('dies');
    expect(run.distributor.workerLost(0)).toEqual({ worker: 0, finished: 2, requeued: 0, suspects: [] });
  });

  it('is under no suspicion between its bursts: what it had just claimed goes to others', () => {
    const run = inPackets(1, 10);
    run.workers[0]!.ask();
    run.submit(20, 21);
    run.distributor.poll();
    run.workers[0]!.take();
    expect(run.lose(0)).toMatchObject({ finished: 0, requeued: 2, suspects: [] });
    expect(run.finish().map(({ attempt }) => attempt)).toEqual([1, 1, 1]);
  });

  it('has finished nothing of what it kept when the packet it noted last went back already', () => {
    const run = inPackets(1, 10, 11, 12);
    run.workers[0]!.ask(1);
    expect(run.lose(0)).toMatchObject({ finished: 0, requeued: 2, suspects: [] });
    expect(run.finish()).toHaveLength(3);
  });

  it.each([1, 2, 8])('keeps the tag of the packet it was in locked until the caller decides, and other tags go on (burst %i)', (burst) => {
    const run = new SteppedRun({ workers: 2, burst, credits: 16 });
    run.workers[0]!.ask();
    run.distributor.poll();
    run.submit(1, 2, 1, 3);
    run.workers[0]!.worker.claimLimit = 1;
    run.workers[0]!.take();
    run.workers[0]!.note();
    const loss = run.lose(0);
    for (const worker of run.workers) worker.ask();
    run.submit(1, 4);
    const seen = new Set<number>();
    for (let round = 0; round < 10; round++) {
      for (const worker of run.workers) {
        if (worker.take() > 0) for (const { tag } of worker.held) seen.add(tag);
        worker.ask();
      }
      run.distributor.poll();
    }
    expect([...seen].toSorted()).toEqual([2, 3, 4]);
    expect(run.distributor.counters()).toMatchObject({ suspects: 1, outstanding: 3, backlog: 2, inFlight: 0 });
    run.decide(loss, 'retry');
    const returned = run.finish().filter(({ tag }) => tag === 1);
    expect(returned.map(({ handle, attempt }) => [handle, attempt])).toEqual([[0, 2], [2, 1], [4, 1]]);
  });

  it('may be any of many, at any moment, and its slot has another worker afterwards', () => {
    const run = new SteppedRun({ workers: 3, burst: 4, credits: 8 }).join();
    for (let round = 0; round < 300; round++) {
      run.submit(round % 5, round % 7, round % 3);
      const worker = run.workers[round % 3]!;
      if (worker.held.length === 0) worker.take();
      for (let i = 0; i < round % 4; i++) worker.note();
      if (round % 10 === 0) run.lose(round % 3, round % 20 === 0 ? 'fail' : 'retry');
      else worker.ask();
      run.workers[round % 3]!.ask();
    }
    expect(run.finish()).toHaveLength(900);
  });

  it('may be lost when it has never joined, has left, or has nothing', () => {
    const run = new SteppedRun({ workers: 3, burst: 4 });
    run.workers[1]!.ask();
    run.workers[2]!.ask();
    run.workers[2]!.leave();
    for (const worker of [0, 1, 2, 1]) expect(run.lose(worker)).toEqual({ worker, finished: 0, requeued: 0, suspects: [] });
    expect(run.distributor.counters().workers).toBe(0);
    run.submit(1, 2);
    expect(run.finish()).toHaveLength(2);
  });

  it('frees its slot, which was taken', () => {
    const { distributor } = new SteppedRun({ workers: 1 });
    expect(() => DistributorWorker.attach(distributor.region, 0)).toThrow(expect.objectContaining({ code: 'SLOT_TAKEN' }));
    distributor.workerLost(0);
    expect(DistributorWorker.attach(distributor.region, 0).worker).toBe(0);
  });

  it.each([-1, 2, 0.5])('is not worker %s of two: the error carries range and value', (worker) => {
    expect(() => new SteppedRun({ workers: 2 }).distributor.workerLost(worker)).toThrow(new RangeError(`worker must be an integer from 0 to 1, got ${worker}`));
  });
});

describe('retry', () => {
  it('brings the suspect and all later ones of its tag back in order, before those that wait', () => {
    const run = inPackets(0, 1, 2, 1, 1);
    run.submit(1, 2);
    const loss = run.lose(0);
    run.decide(loss, 'retry');
    const returned = run.finish();
    expect(handlesOf(returned.filter(({ tag }) => tag === 1))).toEqual([0, 2, 3, 4]);
    expect(handlesOf(returned.filter(({ tag }) => tag === 2))).toEqual([1, 5]);
    expect(returned.filter(({ attempt }) => attempt === 2)).toHaveLength(4);
  });

  it(`counts attempts, and counts no further than ${MAX_ATTEMPTS}`, () => {
    const run = new SteppedRun({ workers: 1, burst: 1 });
    run.submit(1);
    for (let attempt = 1; attempt <= MAX_ATTEMPTS + 3; attempt++) {
      run.workers[0]!.ask();
      run.distributor.poll();
      expect(run.workers[0]!.take()).toBe(1);
      const counted = Math.min(attempt, MAX_ATTEMPTS);
      expect(run.workers[0]!.held[0]!.attempt).toBe(counted);
      expect(run.lose(0, 'retry').suspects[0]!.attempt).toBe(counted);
    }
    expect(run.finish()).toEqual([{ tag: 1, handle: 0, attempt: MAX_ATTEMPTS, outcome: DONE }]);
  });

  it('keeps the count of attempts when the packet is taken back for another worker, or its worker leaves', () => {
    const run = inPackets(0, 1);
    run.lose(0, 'retry');
    run.workers[0]!.ask();
    run.distributor.poll();
    run.workers[0]!.leave();
    run.distributor.poll();
    run.workers[1]!.ask();
    run.distributor.poll();
    expect([run.workers[1]!.take(), run.workers[1]!.held[0]!.attempt]).toEqual([1, 2]);
    expect(run.finish()).toEqual([{ tag: 1, handle: 0, attempt: 2, outcome: DONE }]);
  });

  it('does not count the packets behind the suspect, which were never started', () => {
    const run = inPackets(1, 1, 1, 1);
    run.lose(0, 'retry');
    expect(run.finish().map(({ attempt }) => attempt)).toEqual([2, 1, 1]);
  });
});

describe('fail', () => {
  it('returns the suspect as FAILED in its turn, and the rest of its tag goes on', () => {
    const run = inPackets(2, 1, 1, 1);
    const loss = run.lose(0, 'fail');
    expect(handlesOf(loss.suspects)).toEqual([1]);
    expect(run.finish().map(({ handle, outcome }) => [handle, outcome])).toEqual([[0, DONE], [1, FAILED], [2, DONE]]);
  });

  it('goes suspect by suspect, oldest first; then the rest may be retried', () => {
    const run = inPackets(0, 1, 1, 1);
    const { suspects } = run.lose(0);
    run.distributor.fail(suspects[0]!);
    expect(run.distributor.counters()).toMatchObject({ suspects: 2, outstanding: 2 });
    run.distributor.retry(suspects[1]!);
    expect(run.distributor.counters()).toMatchObject({ suspects: 0, outstanding: 2, backlog: 2 });
    const worker = run.workers[1]!.worker;
    const burst = new PacketBurst(8);
    worker.requestPackets();
    run.distributor.poll();
    expect([worker.pollPackets(burst), ...burst.handles.subarray(0, 2), ...burst.attempts.subarray(0, 2)]).toEqual([2, 1, 2, 2, 2]);
  });
});

describe('a decision about a packet that is no suspect', () => {
  const notASuspect = (suspect: Suspect): object =>
    expect.objectContaining({
      code: 'NOT_A_SUSPECT',
      message: `the packet of tag ${suspect.tag}, handle ${suspect.handle}, is decided already, or an older one of its tag is not`,
    }) as object;

  it.each(['retry', 'fail'] as const)('is refused by %s when the packet is decided already, or an older one is not', (call) => {
    const run = inPackets(0, 1, 1, 2);
    const { suspects } = run.lose(0);
    const [first, second, other] = suspects as [Suspect, Suspect, Suspect];
    expect(() => run.distributor[call](second)).toThrow(notASuspect(second));
    run.distributor.fail(first);
    expect(() => run.distributor[call](first)).toThrow(notASuspect(first));
    run.distributor.retry(second);
    expect(() => run.distributor[call](second)).toThrow(notASuspect(second));
    run.distributor[call](other);
    expect(() => run.distributor[call](other)).toThrow(notASuspect(other));
    expect(run.distributor.counters().suspects).toBe(0);
  });

  it('is refused when it only looks like a suspect', () => {
    const run = inPackets(1, 1);
    const [suspect] = run.lose(0).suspects;
    expect(() => run.distributor.fail({ ...suspect! })).toThrow(notASuspect(suspect!));
    run.distributor.fail(suspect!);
  });
});

describe('process', () => {
  it('says UNDECIDED_LOSS when only a decision lets it go on, and keeps what it did not accept', () => {
    const run = SteppedRun.whileWaiting({ workers: 1, burst: 4, capacity: 8, flowBacklog: 2 }, () => undefined);
    run.workers[0]!.ask();
    run.distributor.poll();
    run.submit(1, 1, 1);
    run.workers[0]!.take();
    const loss = run.lose(0);
    const packets = burstOf([1, 10], [1, 11], [1, 12]);
    expect(() => run.distributor.process(packets)).toThrow(
      expect.objectContaining({
        code: 'UNDECIDED_LOSS',
        message: '1 packets cannot be accepted: decide first about 3 packets of lost workers, by retry() or fail()',
      }),
    );
    expect([packets.count, packets.handles[0]]).toEqual([1, 12]);
    for (const suspect of loss.suspects) run.distributor.fail(suspect);
    expect(run.distributor.tryProcess(packets)).toBe(0);
    run.workers[0]!.worker.requestPackets();
    run.distributor.poll();
    expect([run.distributor.tryProcess(packets), packets.count]).toEqual([1, 0]);
  });
});
