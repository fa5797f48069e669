// The process of one variant: it opens the variant, runs it whenever it is told to, and measures the load of each run from within.
import { LoadMeter } from './load.ts';
import type { Answer, Order } from './order.ts';
import { NotHere } from './variant.ts';
import type { Subject, Variant } from './variant.ts';

/** Serves the parent process until it says `close`. @param find the variant with a name in a case */
export function serveAsHost(find: (caseId: string, variant: string) => Variant): void {
  let subject: Subject | undefined;

  const follow = async (order: Order): Promise<Answer> => {
    if (order.do === 'open') {
      subject = await find(order.caseId, order.variant).open(order.setting);
      return subject.count === undefined ? { kind: 'done' } : { kind: 'done', count: subject.count };
    }
    if (subject === undefined) throw new Error(`'${order.do}' before 'open'`);
    switch (order.do) {
      case 'verify': {
        const verification = await subject.verify?.();
        return verification === undefined ? { kind: 'done' } : { kind: 'done', verification };
      }
      case 'run': {
        const meter = new LoadMeter();
        const { values, elsewhere } = await subject.run();
        return { kind: 'done', sample: { values, load: meter.stop(elsewhere) } };
      }
      case 'close':
        await subject.close();
        return { kind: 'done' };
    }
  };

  const answer = (to: Answer, last: boolean): void => {
    process.send?.(to, () => {
      if (last) process.exit(0);
    });
  };

  process.on('message', (order: Order) => {
    follow(order).then(
      (done) => answer(done, order.do === 'close'),
      (error: unknown) => {
        const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
        answer(error instanceof NotHere ? { kind: 'not-here', why: error.message } : { kind: 'failed', why }, false);
      },
    );
  });
  process.on('disconnect', () => process.exit(1));
}
