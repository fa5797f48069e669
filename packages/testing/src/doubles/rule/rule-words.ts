// The words between the two sides of DPDK's burst mode (2017), for one worker. A handle is a packet's number.
//
//   mailbox  FREE (the distributor may write) or DELIVERED | count | handles [BURST]     to the worker
//   returns  READ (the worker may write) or WRITTEN        | count | handles [BURST]     from the worker
//
// In the original each first word carries a pointer and the flag; here the flag stands alone, and the rest are plain words.

/** Packets of a mailbox. The original's are 8. */
export const RULE_BURST = 2;

/** States of a mailbox. */
export const FREE = 0;
export const DELIVERED = 1;

/** States of a returns line. */
export const READ = 0;
export const WRITTEN = 1;

const LINE = 2 + RULE_BURST;

/** Flag of a worker's mailbox; the count and the handles follow. */
export const mailboxOf = (worker: number): number => 2 * LINE * worker;

/** Flag of a worker's returns line. */
export const returnsOf = (worker: number): number => mailboxOf(worker) + LINE;

/** Words of so many workers. */
export const ruleWords = (workers: number): number => 2 * LINE * workers;

/** Names a word, for traces. */
export function ruleLabel(word: number): string {
  const worker = Math.floor(word / (2 * LINE));
  const at = word % LINE;
  const line = word % (2 * LINE) < LINE ? 'mailbox' : 'returns';
  return at === 0 ? `${line} ${worker}` : at === 1 ? `count of ${line} ${worker}` : `${line} ${worker}, place ${at - 2}`;
}

/** Tells what a value means, for traces. */
export function ruleValue(word: number, value: number): string {
  if (word % LINE !== 0) return String(value);
  return word % (2 * LINE) === 0 ? (['free', 'delivered'][value] ?? String(value)) : (['read', 'written'][value] ?? String(value));
}
