/** What is wrong with a thread that returned a promise: what it does later, nobody would see. */
export class ReturnedPromise extends TypeError {
  constructor() {
    super('returned a promise: threads are synchronous. Let it wait by `memory.wait`, or by `idle` on what `memory.waitAsync` gives');
  }
}

/** Whether a thread's code has gone on behind its return: an async function. */
export const isPromise = (outcome: unknown): outcome is PromiseLike<unknown> =>
  typeof outcome === 'object' && outcome !== null && typeof (outcome as Partial<PromiseLike<unknown>>).then === 'function';

/** How a thread failed, for reports. */
export const howItFailed = (outcome: unknown): string => (outcome instanceof ReturnedPromise ? outcome.message : `threw ${String(outcome)}`);
