import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';

const source = 'DPDK burst mode: flush waits until mailboxes were read, sleeps 10 ms and returns; with a dead worker it never does';

export const d06: readonly SteppedCase[] = [
  ...makeSteppedCases({ name: 'D6 flush ends when every packet is back, however long a handler takes', source, promise: 'Finite' }, (bench) => {
    const run = bench.start({ workers: 2 });
    run.join();
    run.process([1, 2, 3, 4]);
    let round = 0;
    const ended = run.flush(() => {
      // Each step of a worker takes thirty looks of the flush.
      round += 1;
      return round % 30 === 0 ? run.everyone() : true;
    });
    bench.expect(ended, 'never-ends', 'flush never ends');
    const back = run.collect();
    bench.expect(back === 4, 'flush-early', `flush ended with ${4 - back} of 4 packets still outstanding`, {
      packets: [0, 1, 2, 3].filter((packet) => !run.returned.includes(packet)),
    });
    run.settle();
  }),
  ...makeSteppedCases({ name: 'D6 flush ends although a worker died before it took what it was given', source, promise: 'Finite' }, (bench) => {
    const run = bench.start({ workers: 2 });
    run.join();
    // Whoever is given something now dies before it looks.
    run.process([1, 2, 3, 4], () => run.stepAll([]));
    run.kill(0);
    bench.expect(run.flush(), 'never-ends', 'flush never ends after the death of worker 0', { workers: [0] });
    run.settle();
  }),
  ...makeSteppedCases({ name: 'D6 flush ends although a worker died in a packet, once that packet is decided', source, promise: 'Finite' }, (bench) => {
    for (const decision of ['retry', 'fail'] as const) {
      const run = bench.start({ workers: 2 });
      run.join();
      run.process([1, 1, 1, 2, 2], () => run.stepAll([]));
      const [first] = run.workers;
      first!.notes = true;
      for (let step = 0; step < 3 && first!.state !== 'holding'; step += 1) first!.step();
      if (first!.state === 'holding') first!.start();
      const suspects = run.kill(0);
      bench.expect(run.flush(), 'never-ends', 'flush never ends while a packet of a dead worker is undecided', { workers: [0] });
      for (const suspect of suspects) {
        if (decision === 'retry') run.retry([suspect]);
        else run.fail(suspect);
      }
      bench.expect(run.flush(), 'never-ends', 'flush never ends after the death of worker 0', { workers: [0] });
      run.settle();
    }
  }),
];
