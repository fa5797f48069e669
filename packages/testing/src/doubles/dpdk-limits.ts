// Limits of DPDK's packet distributor library (lib/distributor, releases 17.05 to 26.11), which its two algorithms share.

/** Packets in a worker's mailbox. */
export const MAILBOX = 8;
/** Packets in a worker's backlog. */
export const BACKLOG = 8;
/** Packets the returns ring holds; one more overwrites the oldest. */
export const MAX_RETURNS = 127;
