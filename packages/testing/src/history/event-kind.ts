/**
 * What can happen to a packet, as the number that a history stores. Zero is never used: it marks a place where nothing was written.
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
} as const;

export type EventKind = (typeof EventKind)[keyof typeof EventKind];
