// Nearly every flow has nothing but a few packets in one lane. A counter does for those: the pin of a bucket says which lane
// packets of its tags are in, and how many. Tags of one bucket are pinned together then, which is more than the promises
// ask for. Before it can cost anything (the lane is full or stuck or is to be taken apart, another worker has nothing) the
// packets get records.
//
//     31      30    16   15      14      0
//   | records | worker | records | packets |        no packets: nobody is pinned, whatever the worker says
//
// `records`: tags of the bucket have records, so one has to look there first. In both halves, for `speaksAgainst`.

const PACKETS = 0x7fff;
const RECORDS = (1 << 31) | (1 << 15);

/** Some tag of the bucket has a record now. */
export const withRecords = (pin: number): number => pin | RECORDS;

/** No tag of the bucket has a record any more. */
export const withoutRecords = (pin: number): number => pin & ~RECORDS;

/**
 * A packet of the bucket cannot just be counted for this worker: there are records, or packets with another worker. As a
 * product that is one branch, which a processor can predict; whether a bucket counts anything, it cannot.
 */
export const speaksAgainst = (pin: number, worker: number): boolean => Math.imul((pin >>> 16) ^ worker, pin & 0xffff) !== 0;

/** The pin after one packet more for this worker, where nothing {@link speaksAgainst} it. */
export const countedOnce = (pin: number, worker: number): number => (worker << 16) | ((pin & PACKETS) + 1);

/** The pin after one packet more for this worker; no other worker may be pinned. */
export const pinnedOnce = (pin: number, worker: number): number => (pin & RECORDS) | countedOnce(pin, worker);

/** Tags of the bucket have records. */
export const hasRecords = (pin: number): boolean => pin < 0;

/** The pin after one packet less. */
export const uncountedOnce = (pin: number): number => (pin - 1) | 0;

/** The worker that a bucket is pinned to, or -1. */
export const pinnedWorker = (pin: number): number => ((pin & PACKETS) === 0 ? -1 : (pin & ~RECORDS) >>> 16);
