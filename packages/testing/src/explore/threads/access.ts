/** Carries out one operation of a thread, of `Operation`: what it returns. */
export type Access = (operation: number, index: number, value: number, other: number) => number;
