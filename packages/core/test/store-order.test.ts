// The order of accesses, which is what makes plain words safe: recorded on one thread, access by access. What the other side then
// sees in any interleaving follows from it.
import { describe, expect, it } from 'vitest';

import { Distributor, DistributorWorker, FAILED, PacketBurst, PayloadPool, SharedMemory, SpscRing } from '../src/index.ts';
import { BELL_WORD, HANDSHAKE, LANE, NOTE, OWNER, PACKET_WORDS, marksOf, resultsOf, slotStart } from '../src/slot/distributor-layout.ts';
import { ObservedMemory } from './memory/observed-memory.ts';
import type { Access } from './memory/observed-memory.ts';
import { burstOf } from './stepped/burst-of.ts';

const LANE_CAPACITY = 4;

/** What stands at a word of a region with one worker. */
function nameOf(index: number): string {
  const slot = slotStart(0, LANE_CAPACITY);
  const inLane = index - slot - LANE;
  if (index === BELL_WORD) return 'bell';
  if (index === slot + HANDSHAKE) return 'handshake';
  if (index === slot + OWNER) return 'owner';
  if (index === slot + NOTE) return 'note';
  if (inLane < 0) return 'header';
  if (inLane < marksOf(LANE_CAPACITY)) return `${inLane % PACKET_WORDS === 0 ? 'tag' : 'handle'} ${Math.floor(inLane / PACKET_WORDS)}`;
  if (inLane < resultsOf(LANE_CAPACITY)) return `mark ${inLane - marksOf(LANE_CAPACITY)}`;
  if (inLane < resultsOf(LANE_CAPACITY) + LANE_CAPACITY) return `result ${inLane - resultsOf(LANE_CAPACITY)}`;
  return 'header';
}

/** Both sides of a distributor with one worker, and what each of them does in memory, in order. */
class Trace {
  readonly distributor: Distributor;
  readonly worker: DistributorWorker;
  readonly #accesses: string[] = [];

  constructor(parkMs = 1) {
    const wait = { parkMs, spin: () => false };
    this.distributor = Distributor.create({ workers: 1, burst: 4, credits: 4, wait, memory: (bytes) => this.#observed(new SharedArrayBuffer(bytes)) });
    this.worker = DistributorWorker.attach(this.#observed(this.distributor.region), 0, { wait });
  }

  /** The accesses of one call. */
  of(call: () => unknown): string[] {
    this.#accesses.length = 0;
    call();
    return [...this.#accesses];
  }

  /** The worker has joined, and been given packets of these tags. */
  give(...tags: readonly number[]): this {
    this.worker.requestPackets();
    this.distributor.poll();
    this.distributor.tryProcess(burstOf(...tags.map((tag, handle): [number, number] => [tag, handle])));
    return this;
  }

  /** The worker holds packets of these tags. */
  hold(...tags: readonly number[]): PacketBurst {
    const burst = new PacketBurst(4);
    this.give(...tags).worker.pollPackets(burst);
    return burst;
  }

  #observed(buffer: SharedArrayBuffer): ObservedMemory {
    return new ObservedMemory(buffer, ({ kind, index }: Access) => this.#accesses.push(`${kind} ${nameOf(index)}`));
  }
}

/** Every access of the first kind comes before every one of the second kind, and there are both. */
function expectOrder(accesses: readonly string[], first: RegExp, second: RegExp): void {
  const before = accesses.findLastIndex((access) => first.test(access));
  const after = accesses.findIndex((access) => second.test(access));
  expect(before, `${String(first)} in ${accesses.join(', ')}`).toBeGreaterThanOrEqual(0);
  expect(after, `${String(second)} in ${accesses.join(', ')}`).toBeGreaterThan(before);
}

const packetWrites = /^write (tag|handle|mark)/;
const resultWrites = /^write (result|mark)/;
const packetReads = /^read (tag|handle|mark)/;

describe('the distributor', () => {
  it('writes packets, all of them, before the addition that publishes them', () => {
    const trace = new Trace();
    trace.worker.requestPackets();
    trace.distributor.poll();
    const accesses = trace.of(() => trace.distributor.tryProcess(burstOf([1, 10], [2, 20], [3, 30])));
    expectOrder(accesses, packetWrites, /^add handshake/);
    expect(accesses.filter((access) => /^write (tag|handle)/.test(access)).toSorted()).toEqual(['write handle 0', 'write handle 1', 'write handle 2', 'write tag 0', 'write tag 1', 'write tag 2']);
    expect(accesses.filter((access) => access.startsWith('add'))).toHaveLength(1);
  });

  it('writes the mark of a packet that is tried again before it publishes it', () => {
    const trace = new Trace();
    trace.hold(1);
    const [suspect] = trace.distributor.workerLost(0).suspects;
    trace.distributor.retry(suspect!);
    const other = DistributorWorker.attach(trace.distributor.region, 0);
    other.requestPackets();
    expectOrder(trace.of(() => trace.distributor.poll()), /^write mark 0/, /^add handshake/);
  });

  it('wakes a worker that sleeps after it has published, not before', () => {
    const trace = new Trace();
    trace.worker.requestPackets();
    trace.distributor.poll();
    void trace.worker.arrival();
    const accesses = trace.of(() => trace.distributor.tryProcess(burstOf([1, 1])));
    expectOrder(accesses, /^add handshake/, /^notify handshake/);
  });

  it('reads results only after it has seen in the handshake that they were handed back', () => {
    const trace = new Trace();
    trace.worker.requestPackets(trace.hold(1, 2));
    const accesses = trace.of(() => trace.distributor.poll());
    expectOrder(accesses.slice(0, accesses.findLastIndex((access) => packetReads.test(access)) + 1), /^load handshake/, packetReads);
  });

  it('reads no packet that was not handed back', () => {
    const trace = new Trace();
    trace.hold(1, 2);
    expect(trace.of(() => trace.distributor.poll()).filter((access) => packetReads.test(access))).toEqual([]);
  });

  it('sets the bell before it looks at the workers a last time, and sleeps only then', () => {
    const trace = new Trace();
    trace.hold(1);
    const accesses = trace.of(() => trace.distributor.activity());
    expectOrder(accesses, /^store bell/, /^load handshake/);
    expectOrder(accesses, /^load handshake/, /^wait bell/);
  });

  it('makes the handshake new before it frees the slot of a lost worker', () => {
    const trace = new Trace();
    trace.hold(1);
    const accesses = trace.of(() => trace.distributor.workerLost(0));
    expectOrder(accesses, /^(write note|store handshake)/, /^store owner/);
  });
});

describe('the worker', () => {
  it('reads packets only after the exchange that claims them', () => {
    const accesses = new Trace().give(1, 2);
    const call = accesses.of(() => accesses.worker.pollPackets(new PacketBurst(4)));
    expectOrder(call, /^compareExchange handshake/, packetReads);
    expect(call.filter((access) => /^read (tag|handle)/.test(access))).toHaveLength(4);
  });

  it.each(['requestPackets', 'returnPackets'] as const)('writes results before the exchange that hands them back (%s)', (call) => {
    const trace = new Trace();
    const burst = trace.hold(1, 2);
    burst.handles[0] = 77;
    burst.outcomes[1] = FAILED;
    const accesses = trace.of(() => trace.worker[call](burst));
    expect(accesses.filter((access) => /^write (?!note)/.test(access))).toEqual(['write result 0', 'write mark 0', 'write mark 1']);
    expectOrder(accesses, resultWrites, /^compareExchange handshake/);
  });

  it('writes nothing into a packet that it hands back as it came', () => {
    const trace = new Trace();
    const burst = trace.hold(1, 2);
    expect(trace.of(() => trace.worker.requestPackets(burst)).filter((access) => access.startsWith('write'))).toEqual([]);
  });

  it('hands back and claims in one exchange, with the results before it and the new packets behind it', () => {
    const trace = new Trace();
    const burst = new PacketBurst(4);
    trace.worker.claimLimit = 1;
    trace.give(1, 2).worker.pollPackets(burst);
    burst.handles[0] = 77;
    const accesses = trace.of(() => trace.worker.getPackets(burst, burst));
    expect(accesses.filter((access) => access === 'compareExchange handshake')).toHaveLength(1);
    expectOrder(accesses, resultWrites, /^compareExchange handshake/);
    expectOrder(accesses, /^compareExchange handshake/, /^read (tag|handle|mark) 1/);
  });

  it('learns by a lost exchange, and by no look before it, what was published since it left the handshake', () => {
    const trace = new Trace();
    const burst = trace.hold(1);
    trace.distributor.tryProcess(burstOf([2, 2]));
    burst.handles[0] = 77;
    const accesses = trace.of(() => trace.worker.getPackets(burst, burst));
    expect(accesses.filter((access) => access.endsWith('handshake'))).toEqual(['compareExchange handshake', 'compareExchange handshake']);
    expectOrder(accesses, resultWrites, /^compareExchange handshake/);
    expectOrder(accesses, /^compareExchange handshake/, /^read (tag|handle|mark) 1/);
  });

  it.each(['requestPackets', 'returnPackets'] as const)('looks at the bell after it has handed back, and wakes only after it has rung (%s)', (call) => {
    const trace = new Trace();
    const burst = trace.hold(1);
    void trace.distributor.activity();
    const accesses = trace.of(() => trace.worker[call](burst));
    expectOrder(accesses, /^compareExchange handshake/, /^load bell/);
    expectOrder(accesses, /^load bell/, /^compareExchange bell/);
    expectOrder(accesses, /^compareExchange bell/, /^notify bell/);
  });

  it('touches no bell and wakes nobody when nobody listens', () => {
    const trace = new Trace();
    const accesses = trace.of(() => trace.worker.requestPackets(trace.hold(1)));
    expect(accesses.filter((access) => access.endsWith('bell') && access !== 'load bell' && access !== 'store bell')).toEqual([]);
  });

  it('announces that it sleeps before it sleeps', () => {
    const trace = new Trace();
    trace.worker.requestPackets();
    expectOrder(trace.of(() => trace.worker.arrival()), /^compareExchange handshake/, /^wait handshake/);
  });

  it('does not announce sleep, nor sleep, when packets are there', () => {
    const trace = new Trace().give(1);
    const accesses = trace.of(() => trace.worker.arrival());
    expect(accesses.filter((access) => !access.startsWith('load'))).toEqual([]);
  });

  it('writes the results of finished packets before the note that says so', () => {
    const trace = new Trace();
    const burst = trace.hold(1, 2);
    burst.handles[0] = 77;
    expectOrder(trace.of(() => trace.worker.starting(1)), resultWrites, /^write note/);
  });

  it('notes that all is finished after the results and before the exchange that hands them back', () => {
    const trace = new Trace();
    const burst = trace.hold(1);
    trace.worker.starting(0);
    burst.handles[0] = 77;
    const accesses = trace.of(() => trace.worker.requestPackets(burst));
    expectOrder(accesses, resultWrites, /^write note/);
    expectOrder(accesses, /^write note/, /^compareExchange handshake/);
  });
});

describe('SpscRing', () => {
  const TAIL = 32;
  const HEAD = 64;
  const WORDS = 96;
  const nameInRing = (index: number): string => (index === TAIL ? 'tail' : index === HEAD ? 'head' : index >= WORDS ? 'word' : 'header');

  function tracedRing(): { ring: SpscRing; accesses: string[] } {
    const accesses: string[] = [];
    const created = SpscRing.create(4);
    const ring = SpscRing.attach(new ObservedMemory(created.region, ({ kind, index }) => accesses.push(`${kind} ${nameInRing(index)}`)));
    accesses.length = 0;
    return { ring, accesses };
  }

  it('writes words before the store of the tail that publishes them', () => {
    const { ring, accesses } = tracedRing();
    ring.push([1, 2]);
    expect(accesses).toEqual(['write word', 'write word', 'store tail']);
  });

  it('reads words after it has seen the tail, and gives up their places only then', () => {
    const { ring, accesses } = tracedRing();
    SpscRing.attach(ring.region).push([1, 2]);
    ring.pop(new Int32Array(2));
    expect(accesses).toEqual(['load tail', 'read word', 'read word', 'store head']);
  });

  it('writes into a place again only after it has seen the head that gave it up', () => {
    const { ring, accesses } = tracedRing();
    ring.push([1, 2, 3, 4]);
    SpscRing.attach(ring.region).pop(new Int32Array(1));
    accesses.length = 0;
    ring.push([5]);
    expect(accesses).toEqual(['load head', 'write word', 'store tail']);
  });

  it('looks at the far side once for as many words as that look allows', () => {
    const { ring, accesses } = tracedRing();
    SpscRing.attach(ring.region).push([1, 2, 3, 4]);
    for (let i = 0; i < 4; i++) ring.pop(new Int32Array(1));
    expect(accesses.filter((access) => access === 'load tail')).toHaveLength(1);
  });
});

describe('PayloadPool', () => {
  const RELEASED = 16;
  const nameInPool = (index: number): string => (index === RELEASED ? 'released' : index >= 32 ? `link ${index - 32}` : 'header');

  function tracedPool(): { owner: PayloadPool; elsewhere: PayloadPool; accesses: string[] } {
    const accesses: string[] = [];
    const observed = (buffer: SharedArrayBuffer): ObservedMemory => new ObservedMemory(buffer, ({ kind, index }) => accesses.push(`${kind} ${nameInPool(index)}`));
    const owner = PayloadPool.create({ buffers: 2, bytes: 8, memory: (bytes) => observed(new SharedArrayBuffer(bytes)) });
    const elsewhere = PayloadPool.attach(observed(owner.region));
    return { owner, elsewhere, accesses };
  }

  it('links a released buffer to those below before the exchange that makes it the newest', () => {
    const { owner, elsewhere, accesses } = tracedPool();
    const handle = owner.allocate();
    accesses.length = 0;
    elsewhere.release(handle);
    expect(accesses).toEqual(['load released', `compareExchange link ${handle}`, 'compareExchange released']);
  });

  it('links it anew before each further try when another thread was faster', () => {
    const memory: { fast?: () => void } = {};
    const owner = PayloadPool.create({ buffers: 2, bytes: 8 });
    const [one, other] = [owner.allocate(), owner.allocate()];
    const accesses: string[] = [];
    const slow = PayloadPool.attach(
      new ObservedMemory(owner.region, ({ kind, index }) => {
        accesses.push(`${kind} ${nameInPool(index)}`);
        const { fast } = memory;
        if (kind === 'compareExchange' && index === RELEASED && fast !== undefined) {
          delete memory.fast;
          fast();
        }
      }),
    );
    memory.fast = (): void => PayloadPool.attach(owner.region).release(other);
    accesses.length = 0;
    slow.release(one);
    expect(accesses).toEqual(['load released', `compareExchange link ${one}`, 'compareExchange released', `store link ${one}`, 'compareExchange released']);
    expect([owner.allocate(), owner.allocate()].toSorted()).toEqual([0, 1]);
  });

  it('takes the released buffers off before it follows their links, and says that it has a buffer last', () => {
    const { owner, elsewhere, accesses } = tracedPool();
    const handles = [owner.allocate(), owner.allocate()];
    for (const handle of handles) elsewhere.release(handle);
    accesses.length = 0;
    const taken = owner.allocate();
    expectOrder(accesses, /^exchange released/, /link/);
    expect(accesses.at(-1)).toBe(`write link ${taken}`);
    for (const handle of handles) expectOrder(accesses.slice(0, -1), new RegExp(`^load link ${handle}`), new RegExp(`^write link ${handle}`));
  });
});

describe('SharedMemory', () => {
  it('is what all of this runs on when nothing else is given', () => {
    expect(new SharedMemory(Distributor.create({ workers: 1 }).region).load(BELL_WORD)).toBe(0);
  });
});
