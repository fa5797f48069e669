import type { SteppedCase } from '../case.ts';
import { holdFirst } from '../hold-first.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';

const source = 'workers that note which packet they are in, and die';

/** What a dead worker's note says must not be read into the packets that it does not speak of. */
export const crashCases: readonly SteppedCase[] = [
  ...makeSteppedCases({ name: 'the tag of a packet that died with its worker stays locked until the packet is decided', source, promise: 'Crash-exact' }, (bench) => {
    for (const decision of ['retry', 'fail'] as const) {
      const run = bench.start({ workers: 2 });
      for (const worker of run.workers) worker.notes = true;
      run.join();
      const held = holdFirst(run, 1);
      if (held === undefined) continue;
      const suspects = run.kill(held.holder.id);
      run.offer([1, 2, 1]);
      run.settle(held.others);
      for (const suspect of suspects) {
        if (decision === 'retry') run.retry([suspect]);
        else run.fail(suspect);
      }
      run.settle(held.others);
    }
  }),
  ...makeSteppedCases({ name: 'a worker that dies in the slot of a dead one leaves no packet finished that it did not start', source, promise: 'Once' }, (bench) => {
    const run = bench.start({ workers: 1 });
    const [worker] = run.workers;
    worker!.notes = true;
    run.join();
    run.offer([1, 1, 1]);
    worker!.take();
    while (worker!.state === 'holding' && worker!.holding.length - worker!.handled.length > 1) worker!.step();
    if (worker!.state === 'holding') worker!.start();
    run.retry(run.kill(0));
    worker!.replace();
    worker!.ask();
    run.offer([2, 3, 4]);
    worker!.take();
    for (const suspect of run.kill(0)) run.retry([suspect]);
    worker!.replace();
    worker!.ask();
    run.settle();
  }),
  ...makeSteppedCases({ name: 'a worker that hands a part back and dies leaves no packet finished that it did not start', source, promise: 'Once' }, (bench) => {
    const run = bench.start({ workers: 1 });
    const [worker] = run.workers;
    worker!.notes = true;
    run.join();
    run.offer([1, 2, 3]);
    worker!.take();
    worker!.start();
    worker!.finish();
    worker!.askEarly();
    for (const suspect of run.kill(0)) run.retry([suspect]);
    worker!.replace();
    worker!.ask();
    run.settle();
  }),
  ...makeSteppedCases({ name: 'a worker that hands a part back and goes on notes nothing into what took its place', source, promise: 'Once' }, (bench) => {
    const run = bench.start({ workers: 1, credits: bench.burst });
    const [worker] = run.workers;
    worker!.notes = true;
    run.join();
    // One packet more than the worker may hold: it gets its place as soon as the first one is back.
    run.offer(Array.from({ length: bench.burst + 1 }, () => 1));
    worker!.take();
    worker!.start();
    worker!.finish();
    worker!.askEarly();
    run.target.poll();
    run.settle();
  }),
];
