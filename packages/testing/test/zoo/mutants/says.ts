// What the checks say of bugs that more than one mutant has: the failure itself, and none that comes of a crash elsewhere.

/** A worker's handler: a packet that comes after its successor, or a second time. */
export const OUT_OF_ORDER = /packet \d+ is number \d+ of tag -?\d+, and number \d+ was handled before it$/;

/** The explorer: threads that stand while nobody is left to wake them. */
export const ALL_STAND = /^distributor, worker 0, worker 1, worker 2 cannot go on/;
export const BOTH_STAND = /^distributor, worker 0 cannot go on/;
export const ONLY_THE_DISTRIBUTOR_STANDS = /^distributor cannot go on/;

/** The explorer: the one who was to be woken, and on which word it sleeps. */
export const WORKER_SLEEPS = /^worker \d sleeps on handshake \d, which has changed since/;
export const DISTRIBUTOR_SLEEPS = /^distributor sleeps on bell, which has changed since/;

/** The race detector: which word two threads are at. In the explorer's programs each tag has a cell, which handlers read and write plainly. */
export const TWO_IN_ONE_TAG = /^(worker \d|spare) and (worker \d|spare) access cell \d+, and no atomic access/;
export const PACKET_IN_A_LANE =
  /^(worker \d and distributor|distributor and worker \d) access (tag|handle|mark) \d\.\d, and no atomic access|^(worker \d|distributor) writes (tag|handle|mark) \d\.\d, and nothing tells that (worker \d|distributor), who read it, is done/;
export const HANDSHAKE = /^(worker \d and distributor|distributor and worker \d) access handshake \d, and no atomic access/;
