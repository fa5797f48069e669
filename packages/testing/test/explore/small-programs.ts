// Programs of a few lines, right and wrong, for the tests of the explorer itself.
import type { Program, ThreadContext, ThreadProgram } from '../../src/explore/program.ts';

/** Threads over four shared words and two cells; the first one only has to begin. */
export function threads(name: string, ...runs: readonly ((context: ThreadContext) => unknown)[]): Program {
  return {
    name,
    words: 4,
    cells: 2,
    threads: runs.map(
      (run, thread): ThreadProgram => ({
        name: `thread ${thread}`,
        run: (context) => {
          if (thread === 0) context.share();
          return run(context);
        },
      }),
    ),
  };
}

const LOCK = 0;
const COUNT = 1;

function locked({ memory, checkpoint }: ThreadContext): void {
  for (;;) {
    checkpoint('lock');
    if (memory.compareExchange(LOCK, 0, 1) === 0) break;
  }
  memory.write(COUNT, memory.read(COUNT) + 1);
  memory.store(LOCK, 0);
}

/** Two threads add under a spin lock, which a thread may have to try again and again: checkpoints make that a circle. */
const counted = threads('a counter behind a spin lock', locked, locked);
export const spinLock: Program = { ...counted, check: ({ word }) => (word(COUNT) === 2 ? undefined : `the count is ${word(COUNT)}`) };

function sleepyLocked({ memory }: ThreadContext): void {
  while (memory.exchange(LOCK, 1) !== 0) memory.wait(LOCK, 1, Infinity);
  memory.write(COUNT, memory.read(COUNT) + 1);
  memory.store(LOCK, 0);
  memory.notify(LOCK, 1);
}

/** Two threads add under a lock that sleeps. */
export const lockedCounter: Program = {
  ...threads('a counter behind a lock', sleepyLocked, sleepyLocked),
  check: ({ word }) => (word(COUNT) === 2 ? undefined : `the count is ${word(COUNT)}`),
};

const addInTwoSteps = ({ memory }: ThreadContext): void => {
  memory.store(COUNT, memory.load(COUNT) + 1);
};

/** Two threads add without one: an addition can be lost. */
export const lossyCounter: Program = {
  ...threads('a counter that loses', addInTwoSteps, addInTwoSteps),
  check: ({ word }) => (word(COUNT) === 2 ? undefined : `the count is ${word(COUNT)}`),
};

const FLAG = 0;
const MESSAGE = 1;

function awaitFlag({ memory }: ThreadContext, value: number): void {
  while (memory.load(FLAG) !== value) memory.wait(FLAG, 1 - value, Infinity);
}

/** A word is written, published, read. */
export const messagePassing: Program = threads(
  'message passing',
  ({ memory }) => {
    memory.write(MESSAGE, 7);
    memory.store(FLAG, 1);
    memory.notify(FLAG, 1);
  },
  (context) => {
    awaitFlag(context, 1);
    return context.memory.read(MESSAGE);
  },
);

/** The same, published too early. */
export const unpublishedMessage: Program = threads(
  'publish before write',
  ({ memory }) => {
    memory.store(FLAG, 1);
    memory.notify(FLAG, 1);
    memory.write(MESSAGE, 7);
  },
  (context) => {
    awaitFlag(context, 1);
    return context.memory.read(MESSAGE);
  },
);

/** A flag goes to and fro between two sleepers. */
export const pingPong: Program = threads(
  'ping pong',
  (context) => {
    for (let turn = 0; turn < 2; turn++) {
      awaitFlag(context, 0);
      context.memory.store(FLAG, 1);
      context.memory.notify(FLAG, 1);
    }
  },
  (context) => {
    for (let turn = 0; turn < 2; turn++) {
      awaitFlag(context, 1);
      context.memory.store(FLAG, 0);
      context.memory.notify(FLAG, 1);
    }
  },
);

/** The one who changes the flag looks too early whether anybody sleeps. */
export const sleepyHandOff: Program = threads(
  'a lost wake-up',
  ({ memory }) => {
    const sleeps = memory.load(MESSAGE) === 1;
    memory.store(FLAG, 1);
    if (sleeps) memory.notify(FLAG, 1);
  },
  ({ memory }) => {
    memory.store(MESSAGE, 1);
    while (memory.load(FLAG) === 0) memory.wait(FLAG, 0, Infinity);
  },
);

/** Two locks, taken in two orders. */
export const crossedLocks: Program = threads('two locks in two orders', (context) => takesBoth(context, 0, 1), (context) => takesBoth(context, 1, 0));

function takesBoth({ memory }: ThreadContext, first: number, second: number): void {
  for (const lock of [first, second]) while (memory.exchange(lock, 1) !== 0) memory.wait(lock, 1, Infinity);
  for (const lock of [second, first]) {
    memory.store(lock, 0);
    memory.notify(lock, 1);
  }
}

/** Both wait politely until the other one wants nothing, for ever. */
export const afterYou: Program = threads('after you', (context) => givesWay(context, 0, 1), (context) => givesWay(context, 1, 0));

function givesWay({ memory, checkpoint }: ThreadContext, own: number, other: number): void {
  memory.store(own, 1);
  for (;;) {
    checkpoint('give way');
    if (memory.load(other) === 0) return;
  }
}
