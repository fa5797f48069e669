import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';
import { holdFirst } from '../hold-first.ts';

/** One worker is stuck in one packet; packets of six other tags come one by one, and the other worker asks again and again. */
export const d02: readonly SteppedCase[] = makeSteppedCases(
  {
    name: 'D2 packets of free tags do not wait behind a busy worker while another asks',
    source: 'DPDK burst mode: round robin by chunk, into mailboxes of busy workers too',
    promise: 'Work-conserving',
  },
  (bench) => {
    const run = bench.start({ workers: 2 });
    run.join();
    const held = holdFirst(run, 100);
    if (held === undefined) return;
    const { holder, others } = held;
    for (let tag = 1; tag <= 6; tag += 1) {
      run.offer([tag]);
      run.settle(others);
    }
    const waiting = [1, 2, 3, 4, 5, 6].filter((packet) => !others.some(({ handled }) => handled.includes(packet)));
    bench.expect(waiting.length === 0, 'starved', `packets ${waiting.join(', ')} of free tags wait for worker ${holder.id} while worker ${others[0]!.id} asks`, {
      packets: waiting,
      workers: [holder.id, others[0]!.id],
    });
    holder.stuck = false;
    run.settle();
  },
);
