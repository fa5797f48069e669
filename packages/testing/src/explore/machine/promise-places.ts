// How a thread and the machine speak of promises of `waitAsync`: each that is pending has a place, a small number.
//
//   `other` of WAIT_ASYNC: the place | TIMED if it has a time-out
//   `other` of IDLE:   a bit for each pending place | (place + 1) << 4 of the one with a time-out
//   result of IDLE:    0 a thread has ended | place + 1 of the promise that is resolved | LATE if by its time-out

/** Promises that a thread can have pending. With its own sleep that makes four waiters a thread, 32 in all: a mask. */
export const PLACES = 3;

const PENDING = 2 ** PLACES - 1;
const TIMED = 4;
const LATE = 4;

export const askedAt = (place: number, timed: boolean): number => place | (timed ? TIMED : 0);

/** The place that a promise was asked for. */
export const askedPlaceOf = (other: number): number => other & (TIMED - 1);

export const isTimed = (other: number): boolean => (other & TIMED) !== 0;

export const idlesOn = (pending: number, timed: number): number => pending | ((timed + 1) << 4);

/** The pending places of what an idle thread waits for. */
export const pendingOf = (other: number): number => other & PENDING;

/** The place whose time-out may expire, or -1. */
export const timedOf = (other: number): number => (other >> 4) - 1;

export const resolvedAt = (place: number, late: boolean): number => (place + 1) | (late ? LATE : 0);

export const placeOf = (result: number): number => (result & (LATE - 1)) - 1;

export const isLate = (result: number): boolean => (result & LATE) !== 0;
