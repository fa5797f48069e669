/**
 * Faults that DPDK's distributor once had and has no more, to be put back into a double: what a case about a fixed race must catch.
 *
 * | fault | was fixed by |
 * | --- | --- |
 * | leave-overwrites | bea84d5592: a leave did not wait until the previous hand-back had been read |
 * | send-ignores-returns | 5acce079e7: a blocking send did not look at what the worker had handed back |
 * | leave-is-a-request | 480d5a7c81: packets went on to a worker that was gone |
 * | empty-leave-ignored | f25fe0d5e3: a leave without packets was not signalled |
 * | match-of-another | 626ceefbf4: the match was noted for another packet of the chunk |
 * | flush-counts-backlogs | 91d6b8235e: packets in mailboxes did not count as outstanding |
 * | clear-keeps-returns | 20fa39d230: start and count of the returns ring were not reset |
 * | poll-says-nothing | ed4be82d9e: a poll said 0, not -1, while nothing had been given |
 * | accepts-for-nobody | cf669d6930: a caller that did not look at short counts took packets for accepted |
 * | high-workers-unmatched | 9699b09803: the tags of workers from number 32 on were not seen (single mode) |
 * | lowest-bit-ignored | ecb6c4559e: tags 2k and 2k + 1 were one flow (single mode) |
 */
export type PastFault =
  | 'leave-overwrites'
  | 'send-ignores-returns'
  | 'leave-is-a-request'
  | 'empty-leave-ignored'
  | 'match-of-another'
  | 'flush-counts-backlogs'
  | 'clear-keeps-returns'
  | 'poll-says-nothing'
  | 'accepts-for-nobody'
  | 'high-workers-unmatched'
  | 'lowest-bit-ignored';
