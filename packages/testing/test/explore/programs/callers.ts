// What the distributor's thread does, in the programs that need nothing special. Each call of `process` is given how many packets.
import type { CallerSide } from '../../../src/explore/caller-side.ts';

type Caller = (caller: CallerSide) => void;

/** Six packets of three tags, one of them hot. */
export const SIX: readonly number[] = [0, 1, 2, 0, 1, 0];

/** Begins when both workers are there, then spins. */
export const handOff = (packets: number): Caller => (caller) => {
  caller.awaitWorkers(2);
  caller.process(packets);
  caller.spin();
  caller.close();
};

/** Spins until all is back. */
export const spinning = (...bursts: readonly number[]): Caller => (caller) => {
  for (const count of bursts) caller.process(count);
  caller.spin();
  caller.close();
};

/** Lives like an event loop. */
export const serving = (...bursts: readonly number[]): Caller => (caller) => {
  for (const count of bursts) caller.process(count);
  caller.serve();
  caller.close();
};

/** Flushes like an event loop. */
export const flushingByEvents = (...bursts: readonly number[]): Caller => (caller) => {
  for (const count of bursts) caller.process(count);
  caller.flushByEvents();
  caller.take();
  if (caller.settled < caller.submitted) throw new Error(`Finite: flush ended, and ${caller.submitted - caller.settled} packets are not back`);
  caller.close();
};

/** Flushes: then everything is there to be taken. */
export const flushing = (...bursts: readonly number[]): Caller => (caller) => {
  for (const count of bursts) caller.process(count);
  caller.flush();
  caller.take();
  if (caller.settled < caller.submitted) throw new Error(`Finite: flush ended, and ${caller.submitted - caller.settled} packets are not back`);
  caller.close();
};
