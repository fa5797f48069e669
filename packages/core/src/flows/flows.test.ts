import { describe, expect, it } from 'vitest';

import { FREE, HANDLE, IN_FLIGHT, LOST, NONE, QUEUED, WORKER, bucketOf } from './flow-table.ts';
import { Flows } from './flows.ts';
import { pinnedOnce, pinnedWorker } from './pin.ts';

function recordOf(flows: Flows, tag: number): number {
  const { table } = flows;
  const bucket = bucketOf(tag, table.shift);
  const record = table.find(bucket, tag);
  return record === NONE ? table.add(bucket, tag) : record;
}

/** A flow with packets in flight at a worker, and a backlog. */
function pinned(flows: Flows, tag: number, worker: number, inFlight: number, handles: readonly number[] = []): number {
  const record = recordOf(flows, tag);
  flows.fields[record + WORKER] = worker;
  flows.fields[record + IN_FLIGHT] = inFlight;
  for (const handle of handles) flows.enqueue(record, handle);
  return record;
}

/** The backlog of a flow, which is empty afterwards. */
function backlogOf(flows: Flows, record: number): number[] {
  const handles: number[] = [];
  while (flows.fields[record + QUEUED]! > 0) {
    handles.push(flows.fields[record + HANDLE]!);
    flows.backlog.dropFront(record);
  }
  return handles;
}

/** Another tag of the same bucket. */
function neighbourOf({ table }: Flows, tag: number): number {
  for (let other = tag + 1; ; other++) if (bucketOf(other, table.shift) === bucketOf(tag, table.shift)) return other;
}

describe('Flows', () => {
  it('lets free flows wait for any worker, the one that waits longest first', () => {
    const flows = new Flows(8, 2, 512);
    const records = [5, 6, 5, 7].map((tag, handle) => {
      const record = recordOf(flows, tag);
      flows.enqueue(record, handle);
      return record;
    });
    expect(flows.ready).toBe(3);
    expect([flows.takeReady(1), flows.takeReady(0), flows.takeReady(0), flows.takeReady(0)]).toEqual([records[0], records[1], records[3], NONE]);
    expect(flows.fields[records[0]! + WORKER]).toBe(1);
    expect(backlogOf(flows, records[0]!)).toEqual([0, 2]);
  });

  it('lets pinned flows wait for their worker alone', () => {
    const flows = new Flows(8, 2, 512);
    const record = pinned(flows, 5, 1, 1, [10]);
    expect([flows.ready, flows.waitingFor(0), flows.waitingFor(1)]).toEqual([0, 0, 1]);
    expect([flows.takeWaiting(0), flows.takeWaiting(1), flows.takeWaiting(1)]).toEqual([NONE, record, NONE]);
  });

  it('has nobody where no flow waits, as often as one asks', () => {
    const flows = new Flows(8, 2, 512);
    expect([flows.takeReady(0), flows.takeNewest(0), flows.takeWaiting(1)]).toEqual([NONE, NONE, NONE]);
    expect([flows.ready, flows.waitingFor(1)]).toEqual([0, 0]);
    const record = recordOf(flows, 5);
    flows.enqueue(record, 1);
    expect([flows.ready, flows.takeReady(0)]).toEqual([1, record]);
  });

  it('forgets a flow whose last packet came back', () => {
    const flows = new Flows(8, 2, 512);
    const record = pinned(flows, 5, 0, 2);
    flows.release(0, 5);
    expect([flows.table.size, flows.fields[record + IN_FLIGHT]]).toEqual([1, 1]);
    flows.release(0, 5);
    expect(flows.table.size).toBe(0);
  });

  it('frees a flow that has a backlog when its last packet in flight came back', () => {
    const flows = new Flows(8, 2, 512);
    const record = pinned(flows, 5, 0, 1, [10]);
    flows.release(0, 5);
    expect([flows.ready, flows.waitingFor(0), flows.fields[record + WORKER]]).toEqual([1, 0, FREE]);
    expect(flows.takeReady(1)).toBe(record);
  });

  it('puts what is given back in front of the backlog, and the flow in front of those that wait, once nothing is in flight', () => {
    const flows = new Flows(8, 2, 512);
    const other = recordOf(flows, 9);
    flows.enqueue(other, 1);
    const record = pinned(flows, 5, 0, 2, [12]);
    flows.giveBack(0, record, 11, 0);
    expect([flows.ready, flows.waitingFor(0)]).toEqual([1, 1]);
    flows.giveBack(0, record, 10, 0);
    expect([flows.ready, flows.waitingFor(0), flows.takeReady(1), flows.takeReady(1)]).toEqual([2, 0, record, other]);
    expect(backlogOf(flows, record)).toEqual([10, 11, 12]);
  });

  it('puts a flow that had no backlog in line when a packet is given back while others are in flight', () => {
    const flows = new Flows(8, 2, 512);
    const record = pinned(flows, 5, 0, 2);
    flows.giveBack(0, record, 11, 0);
    expect(flows.takeWaiting(0)).toBe(record);
  });

  it('keeps a suspended flow out of every list until all its suspects are settled', () => {
    const flows = new Flows(8, 2, 512);
    const record = pinned(flows, 5, 0, 2, [12]);
    flows.suspend(0, record);
    flows.suspend(0, record);
    flows.enqueue(record, 13);
    expect([flows.ready, flows.waitingFor(0), flows.fields[record + WORKER]]).toEqual([0, 0, LOST]);
    flows.settle(record);
    expect(flows.ready).toBe(0);
    flows.settle(record);
    expect([flows.ready, flows.takeReady(1)]).toEqual([1, record]);
    expect(backlogOf(flows, record)).toEqual([12, 13]);
  });

  it('forgets a suspended flow without a backlog when its last suspect is settled', () => {
    const flows = new Flows(8, 2, 512);
    const record = pinned(flows, 5, 0, 1);
    flows.suspend(0, record);
    flows.settle(record);
    expect(flows.table.size).toBe(0);
  });

  it('counts packets by their bucket, and gives those it has to know by name a record', () => {
    const flows = new Flows(8, 2, 512);
    const { buckets } = flows.table;
    const bucket = bucketOf(5, flows.table.shift);
    for (let i = 0; i < 3; i++) buckets[bucket] = pinnedOnce(buckets[bucket]!, 1);
    expect([pinnedWorker(buckets[bucket]!), flows.table.size]).toEqual([1, 0]);
    flows.record(1, 5);
    flows.record(1, 5);
    flows.endRecording();
    const record = flows.recordOf(5);
    expect([flows.fields[record + WORKER], flows.fields[record + IN_FLIGHT]]).toEqual([1, 2]);
    expect([pinnedWorker(buckets[bucket]!), flows.table.size]).toEqual([1, 1]);
    // The third is counted by the pin, as one of another tag of the bucket would be.
    const neighbour = neighbourOf(flows, 5);
    flows.release(1, 5);
    flows.release(1, neighbour);
    expect([pinnedWorker(buckets[bucket]!), flows.table.size]).toEqual([FREE, 1]);
    flows.release(1, 5);
    expect(flows.table.size).toBe(0);
  });

  it('does not count packets again that a record of before knows already', () => {
    const flows = new Flows(8, 2, 512);
    const record = pinned(flows, 5, 1, 2);
    const { buckets } = flows.table;
    const bucket = bucketOf(5, flows.table.shift);
    const before = buckets[bucket];
    for (let recording = 0; recording < 3; recording++) {
      flows.record(1, 5);
      flows.record(1, 5);
      flows.endRecording();
    }
    expect([flows.fields[record + IN_FLIGHT], buckets[bucket]]).toEqual([2, before]);
  });

  it('has no record of a tag that nothing was asked of', () => {
    expect(new Flows(8, 2, 512).recordOf(5)).toBe(NONE);
  });
});
