// DPDK's functional tests (app/test/test_distributor.c) with their constants, each a script over a Rig. Its `process` loops on short
// counts, as the original's callers do since 2020. Where the original differs for a reason of its own the script says so.
import type { PromiseName } from '../../verdict/promise-name.ts';
import type { Rig } from './rig.ts';

const BURST = 32;
const BIG_BATCH = 1024;
/** The original's ITER_POWER: 2^20 packets. */
const ITERATIONS = 1 << 20;
/** As many as the returns ring of the original holds. */
const IN_PROCESS = 127;

export interface FunctionalScript {
  readonly name: string;
  readonly source: string;
  readonly promise: PromiseName;
  /** Buffers of the pool that packets take one of, and workers free; 0 for none. */
  readonly buffers: number;
  /** Tags are below this. */
  readonly tags: number;
  /** It sends workers to sleep, so they must look for commands while they wait for packets. */
  readonly commands: boolean;
  readonly run: (rig: Rig) => void;
}

const range = (count: number, of: (i: number) => number): number[] => Array.from({ length: count }, (_, i) => of(i));
const sum = (rig: Rig): number => range(rig.workers, (worker) => rig.handled(worker)).reduce((total, count) => total + count, 0);

/** Flushes and takes what came back until so many packets are there; the original's inner loop. */
function flushAndCollect(rig: Rig, packets: number, limit: number): number[] {
  const returned: number[] = [];
  for (let round = 0; round < 100 && returned.length < packets; round += 1) {
    rig.flush();
    for (;;) {
      const some = rig.collect(limit);
      if (some.length === 0) break;
      returned.push(...some);
    }
  }
  return returned;
}

function sanity(name: string, tagOf: (i: number) => number): FunctionalScript {
  return {
    name: `32 packets, ${name}, are all handled and come back`,
    source: 'test_distributor.c sanity_test',
    promise: 'Once',
    buffers: 0,
    tags: 1 << 9,
    commands: false,
    run: (rig) => {
      rig.process(range(BURST, tagOf));
      const returned = flushAndCollect(rig, BURST, BURST * 2);
      rig.expect(returned.length === BURST, `${returned.length} of ${BURST} packets came back`);
      rig.expect(sum(rig) === BURST, `${sum(rig)} of ${BURST} packets were handled`);
    },
  };
}

const bigBatch: FunctionalScript = {
  name: '1024 packets in bursts of 32 come back, each of them',
  source: 'test_distributor.c sanity_test, big batch',
  promise: 'Once',
  buffers: 0,
  tags: BIG_BATCH << 2,
  commands: false,
  run: (rig) => {
    const sent: number[] = [];
    const returned: number[] = [];
    rig.flush();
    rig.clearReturns();
    for (let at = 0; at < BIG_BATCH; at += BURST) {
      for (let tries = 0; tries < 1000 && sent.length - returned.length + BURST > IN_PROCESS; tries += 1) {
        returned.push(...rig.collect(BIG_BATCH));
        rig.flush();
      }
      sent.push(...rig.process(range(BURST, (i) => (at + i) << 2)));
    }
    returned.push(...flushAndCollect(rig, BIG_BATCH - returned.length, BIG_BATCH));
    rig.expect(returned.length === BIG_BATCH, `${returned.length} of ${BIG_BATCH} packets came back`);
    const missing = new Set(sent);
    for (const packet of returned) missing.delete(packet);
    rig.expect(missing.size === 0, `${missing.size} packets are not among those that came back`);
  },
};

const withPool: FunctionalScript = {
  name: '2^20 packets whose buffers the workers free, from a pool far smaller',
  source: 'test_distributor.c sanity_test_with_mbuf_alloc',
  promise: 'Once',
  buffers: 2047,
  tags: ITERATIONS << 1,
  commands: false,
  run: (rig) => {
    for (let i = 0; i < ITERATIONS; i += BURST) {
      rig.process(range(BURST, (j) => (i + j) << 1));
      while (rig.collect(BIG_BATCH).length > 0);
    }
    rig.flush();
    while (rig.collect(BIG_BATCH).length > 0);
    rig.expect(sum(rig) >= ITERATIONS, `${sum(rig)} of ${ITERATIONS} packets were handled: packets were leaked`);
  },
};

/** The first worker that handled something, as the original's `zero_idx`. */
const firstBusy = (rig: Rig): number => Math.max(0, range(rig.workers, (worker) => rig.handled(worker)).findIndex((count) => count > 0));

function flushUntilAsleep(rig: Rig, worker: number): void {
  for (let tries = 0; tries < 10_000 && !rig.isAsleep(worker); tries += 1) rig.flush();
  rig.expect(rig.isAsleep(worker), `worker ${worker} did not go to sleep`);
}

const workerShutdown: FunctionalScript = {
  name: 'a worker leaves in the middle of one flow, sleeps and rejoins: 64 packets are handled',
  source: 'test_distributor.c sanity_test_with_worker_shutdown',
  promise: 'Once',
  buffers: 0,
  tags: 2,
  commands: true,
  run: (rig) => {
    rig.process(range(BURST, () => 1));
    rig.flush();
    const zero = firstBusy(rig);
    rig.sleep(zero);
    rig.process(range(BURST, () => 1));
    rig.flush();
    flushUntilAsleep(rig, zero);
    rig.wake(zero);
    const returned = flushAndCollect(rig, 2 * BURST, BURST * 2);
    rig.expect(sum(rig) === 2 * BURST, `${sum(rig)} of ${2 * BURST} packets were handled`);
    rig.expect(returned.length === 2 * BURST, `${returned.length} of ${2 * BURST} packets came back`);
  },
};

const flushWithShutdown: FunctionalScript = {
  name: 'a flush while a worker leaves: 32 packets are handled',
  source: 'test_distributor.c test_flush_with_worker_shutdown',
  promise: 'Finite',
  buffers: 0,
  tags: 1,
  commands: true,
  run: (rig) => {
    rig.process(range(BURST, () => 0));
    const zero = firstBusy(rig);
    rig.sleep(zero);
    rig.flush();
    flushUntilAsleep(rig, zero);
    rig.wake(zero);
    const returned = flushAndCollect(rig, BURST, BURST * 2);
    rig.expect(sum(rig) === BURST, `${sum(rig)} of ${BURST} packets were handled`);
    rig.expect(returned.length === BURST, `${returned.length} of ${BURST} packets came back`);
  },
};

/**
 * The original asserts that all packets of a flow have one worker, also over its pauses: an accident of its stickiness. The promise is
 * narrower: a flow has one worker while it has packets outstanding, and the order in which its packets come back is that of their input.
 */
const marks: FunctionalScript = {
  name: '24 marked packets in bursts of 8: each comes back once, marked by one worker, in the order of its flow',
  source: 'test_distributor.c sanity_mark_test',
  promise: 'Ordered',
  buffers: 0,
  tags: (2 << 12) + 1,
  commands: false,
  run: (rig) => {
    const tags = range(24, (i) => (i < 12 || i >= 20 ? 1 << 12 : 2 << 12));
    const packets = [0, 8, 16].flatMap((at) => rig.process(tags.slice(at, at + 8)));
    const returned = flushAndCollect(rig, 24, 24);
    rig.expect(returned.length === 24, `${returned.length} of 24 packets came back`);
    for (const packet of packets) rig.expect(rig.workerOf(packet) !== -1, `packet ${packet} was marked by no worker`);
    for (const flow of [1 << 12, 2 << 12]) {
      const sent = packets.filter((_, i) => tags[i] === flow);
      const back = returned.filter((packet) => sent.includes(packet));
      rig.expect(back.join() === sent.join(), `the packets of tag ${flow} came back as ${back.join(', ')}, sent as ${sent.join(', ')}`);
    }
  },
};

/** The original joins its threads here; a rig's end does. Workers that got no packet are dismissed by `close`, which it lacks. */
const quitWorkers: FunctionalScript = {
  name: 'workers quit, each after the packet that wakes it, and nothing is left behind',
  source: 'test_distributor.c quit_workers',
  promise: 'Finite',
  buffers: 0,
  tags: 64,
  commands: false,
  run: (rig) => {
    rig.quit();
    for (let i = 0; i < rig.workers; i += 1) rig.process([i << 1]);
    rig.poll();
    const returned = flushAndCollect(rig, rig.workers, BURST);
    rig.expect(returned.length === rig.workers, `${returned.length} of ${rig.workers} packets came back`);
    rig.clearReturns();
    const dropped = rig.close();
    rig.expect(dropped === 0, `${dropped} packets were left when the distributor was closed`);
  },
};

export const functionalScripts: readonly FunctionalScript[] = [
  sanity('tag 0', () => 0),
  sanity('two tags', (i) => (i & 1) << 8),
  sanity('32 tags', (i) => i + 1),
  bigBatch,
  withPool,
  workerShutdown,
  flushWithShutdown,
  marks,
  quitWorkers,
];
