// Where a datagram stands among its fragments (RFC 791, RFC 8200, RFC 6946 for atomic ones).

/** The datagram is whole. */
export const NOT_FRAGMENTED = 0;
/** Offset 0 and more to come: the ports are there, but later fragments will not have them. */
export const FIRST_FRAGMENT = 1;
/** Offset above 0: no ports. */
export const LATER_FRAGMENT = 2;
/** IPv6 only: a fragment header that neither has an offset nor promises more. The datagram is whole. */
export const ATOMIC_FRAGMENT = 3;
