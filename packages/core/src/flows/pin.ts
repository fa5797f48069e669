// Nearly every flow has nothing but a few packets in one lane. A counter does for those: the pin of a bucket says which lane
// packets of its tags are in, and how many. Tags of one bucket are pinned together then, which is more than the promises
// ask for. Before it can cost anything (the lane is full or stuck or is to be taken apart, another worker has nothing) the
// packets get records.
//
//    31      16 15      0
//   | worker   | packets |        no packets: nobody is pinned, whatever the worker says

const PACKETS = 0xffff;

/** The pin after one packet more for this worker, to whom it must be open: see {@link pinnedElsewhere}. */
export const pinnedOnce = (pin: number, worker: number): number => (worker << 16) | ((pin & PACKETS) + 1);

/** Some packets of the bucket are in the lane of another worker. Asks first what a processor can predict. */
export const pinnedElsewhere = (pin: number, worker: number): boolean => pin >>> 16 !== worker && (pin & PACKETS) !== 0;

/** The worker that a bucket is pinned to, or -1. */
export const pinnedWorker = (pin: number): number => ((pin & PACKETS) === 0 ? -1 : pin >>> 16);
