// Answers with what it knows of the packet; `wait` makes it wait until the distributor is closed.
import { defineWorker } from '@dist/node';

export default defineWorker<{ wait?: boolean }, unknown>(async (value, { tag, attempt, worker, signal }) => {
  if (value.wait === true) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  return { tag, attempt, worker, aborted: signal.aborted };
});
