/**
 * What can happen in a run, as the number that a history stores. Zero is never used: it marks a place where nothing was written.
 *
 * | kind | recorded by | when |
 * | --- | --- | --- |
 * | SUBMITTED | caller | before the packet is first offered to the distributor |
 * | STARTED | worker | the handler begins (after `worker.starting(i)`, where that is used) |
 * | FINISHED | worker | the handler has ended, with whatever outcome |
 * | HANDED_BACK | worker | before the call that hands it back. Optional: without it a tag counts as free when its handler ends |
 * | RETURNED | caller | the packet came out of `returnedPackets` |
 * | DROPPED | caller | this packet was given up by an explicit call |
 * | CLEARED | caller | a call dropped so many packets and did not name them: the count stands in the packet column |
 * | WORKER_LOST | caller | the worker's thread has ended: what it had finished is no longer held by it |
 * | SUSPECT | caller | the worker died in this packet; its tag stays locked |
 * | RETRIED | caller | the suspect may start again |
 * | FAILED | caller | the suspect is given up; it still has to come back |
 * | ACCEPTED | caller | after the call that accepted it. Optional: without it whatever was submitted counts as accepted |
 * | ASKED | worker | it asked for packets (and so joined) |
 * | CLAIMED | worker | the packet came out of `pollPackets` or `getPackets` |
 * | LEFT | worker | it handed back and left |
 * | RESTED | caller | nothing moves any more: the distributor has looked at all its workers (`poll`), and each worker that asks has looked since and found nothing. 1 in the packet column: what was refused was offered again since, in vain |
 * | FLUSHING | caller | before a call of `flush` |
 * | FLUSHED | caller | it ended; the number that it returned stands in the packet column |
 * | FLUSH_ABANDONED | caller | it did not end, and the caller waits no longer |
 * | LOOKED | anyone | a call that moved nothing, for a replay; which one stands in the packet column: see `Look` |
 * | CLOCK | anyone | so many milliseconds since the run began, in the packet column: for stories, now and then |
 */
export const EventKind = {
  SUBMITTED: 1,
  STARTED: 2,
  FINISHED: 3,
  HANDED_BACK: 4,
  RETURNED: 5,
  DROPPED: 6,
  CLEARED: 7,
  WORKER_LOST: 8,
  SUSPECT: 9,
  RETRIED: 10,
  FAILED: 11,
  ACCEPTED: 12,
  ASKED: 13,
  CLAIMED: 14,
  LEFT: 15,
  RESTED: 16,
  FLUSHING: 17,
  FLUSHED: 18,
  FLUSH_ABANDONED: 19,
  CLOCK: 20,
  LOOKED: 21,
} as const;

export type EventKind = (typeof EventKind)[keyof typeof EventKind];

/**
 * Calls that moved nothing: the caller's `poll`, `returnedPackets` that gave nothing, an offer of which nothing was accepted; a worker's look
 * that found nothing, and its request and its leave that have to wait until the distributor has looked.
 */
export const Look = { POLL: 0, COLLECT: 1, OFFER: 2, TAKE: 3, ASK: 4, LEAVE: 5 } as const;
export type Look = (typeof Look)[keyof typeof Look];

/** Of the run, not of a packet: the packet column holds a number of something else, or nothing. */
export type RunEvent = (typeof EventKind)['CLEARED' | 'WORKER_LOST' | 'ASKED' | 'LEFT' | 'RESTED' | 'FLUSHING' | 'FLUSHED' | 'FLUSH_ABANDONED' | 'CLOCK' | 'LOOKED'];
export type PacketEvent = Exclude<EventKind, RunEvent>;

const { CLEARED, WORKER_LOST, ASKED, LEFT, RESTED, FLUSHING, FLUSHED, FLUSH_ABANDONED, CLOCK, LOOKED } = EventKind;
const ofRun: ReadonlySet<EventKind> = new Set<RunEvent>([CLEARED, WORKER_LOST, ASKED, LEFT, RESTED, FLUSHING, FLUSHED, FLUSH_ABANDONED, CLOCK, LOOKED]);
const isRunEvent = Uint8Array.from({ length: 32 }, (_, kind) => Number(ofRun.has(kind as EventKind)));

export function isOfRun(kind: EventKind): kind is RunEvent {
  return isRunEvent[kind] === 1;
}
