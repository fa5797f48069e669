// Death at every step of a worker, its packets tried again or given up; a new worker in the slot of a dead one.
import type { WorkerSide } from '../../../src/explore/worker-side.ts';
import type { ThreadProgram } from '../../../src/explore/program.ts';
import { handOff, serving } from './callers.ts';
import { distributorProgram, serve, workerThread } from './distributor-program.ts';
import type { Proof } from './proof.ts';

/** The cell that says that slot 0 is free again. */
const FREED = 7;

/** A thread that takes over slot 0 once it is free. */
function spare(tags: readonly number[]): ThreadProgram {
  const worker = workerThread('spare', { slot: 0, tags, burst: 2 }, (side: WorkerSide) => {
    serve(side);
  });
  return {
    ...worker,
    background: true,
    run: (context): void => {
      context.cells.wait(FREED, 0, Infinity);
      if (context.cells.load(FREED) !== 0) worker.run(context);
    },
  };
}

export const deaths: readonly Proof[] = [
  ...(['retry', 'fail'] as const).flatMap((loss) =>
    [true, false].map((notes): Proof => {
      const name = `death at every step, ${notes ? 'noted' : 'not noted'}, ${loss}: 2 workers, 2 tags, 3 packets`;
      return { program: distributorProgram(name, { workers: 2, tags: [0, 1, 0], loss, notes, mortal: [0], caller: handOff(3) }), how: 'states' };
    }),
  ),
  {
    program: distributorProgram('death, failed packets and a new worker in the slot: 1 tag, 2 packets', {
      workers: 1,
      tags: [0, 0],
      notes: true,
      caller: serving(2),
      loss: 'fail',
      freedCell: FREED,
      mortal: [0],
      more: [spare([0, 0])],
    }),
    how: 'states',
    quick: true,
  },
  {
    program: distributorProgram('death and a new worker in the slot: 2 tags, 3 packets', {
      workers: 1,
      tags: [0, 1, 0],
      notes: true,
      caller: serving(2, 1),
      loss: 'retry',
      freedCell: FREED,
      mortal: [0],
      more: [spare([0, 1, 0])],
    }),
    how: 'states',
  },
];
