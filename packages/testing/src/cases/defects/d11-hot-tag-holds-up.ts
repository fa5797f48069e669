import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';
import { holdFirst } from '../hold-first.ts';

const HOT = 100;

/** One worker is stuck in a hot tag, whose packets keep coming with those of others among them. The other worker asks. */
export const d11: readonly SteppedCase[] = makeSteppedCases(
  {
    name: 'D11 a stuck tag holds up its own packets and nobody else\'s',
    source: 'DPDK: process() blocks while the hot tag\'s worker is stuck and its backlog of 8 is full',
    promise: 'Isolated',
  },
  (bench) => {
    const run = bench.start({ workers: 2, capacity: 256, credits: 32, flowBacklog: 16 });
    run.join();
    const held = holdFirst(run, HOT);
    if (held === undefined) return;
    const { holder, others } = held;
    const tags = Array.from({ length: 120 }, (_, i) => (i % 3 === 2 ? i : HOT));
    for (let at = 0; at < tags.length; at += 12) {
      run.offer(tags.slice(at, at + 12));
      run.settle(others);
    }
    const heldUp = tags.map((tag, i) => ({ tag, packet: i + 1 })).filter(({ tag, packet }) => tag !== HOT && !others[0]!.handled.includes(packet));
    bench.expect(heldUp.length === 0, 'held-up', `${heldUp.length} of 40 packets of other tags wait for worker ${holder.id}, which is stuck in tag ${HOT}`, {
      tag: HOT,
      packets: heldUp.map(({ packet }) => packet),
      workers: [holder.id],
    });
    holder.stuck = false;
    while (run.refused.count > 0 && run.process([]) > 0) run.settle();
    run.settle();
  },
);
