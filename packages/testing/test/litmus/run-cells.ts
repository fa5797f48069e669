import { Barrier } from './barrier.ts';
import { CELLS, STOP, TURNS, digitOf, layoutOf, nameOf } from './litmus-layout.ts';
import type { LitmusOrder } from './litmus-order.ts';
import { type CellTest, LINE, sharedOf } from './litmus-test.ts';
import { xorshift } from './xorshift.ts';

/** Pads are shorter than this: turns of an empty loop. */
const LONGEST_PAD = 256;
/** Looks for the others, at a barrier or before a cell, until a thread goes on without them. So long that on a busy machine the
 * system has time to let them run: a thread that parks is often woken on the processor of who wakes it, and then they take turns. */
const PATIENCE = 200_000;

/** Runs one actor of a cell test: rounds of races between barriers, and every so often the count of what all actors told. */
export function runCells(test: CellTest, { buffer, thread, iterations, seconds, longest, seed, processors }: LitmusOrder): void {
  const { actors, observes, prepare, finish, mustSee } = test;
  const { counts, outcomes, results, cells, stride } = layoutOf(test);
  const shared = sharedOf(buffer);
  const { memory, words } = shared;
  const threads = actors.length;
  const actor = actors[thread]!;
  const own = results + thread * CELLS;
  // Threads that take turns on a processor overlap only where one is interrupted: long stretches then, and no spinning.
  const crowded = threads > processors;
  const barrier = new Barrier(memory, threads, crowded ? 10 : PATIENCE);
  const random = xorshift(seed + 0x9e3779b9 * (thread + 1));
  const plan = xorshift(seed);
  const sought = mustSee === undefined ? -1 : keyOf(observes, outcomes, mustSee);
  const startedAt = performance.now();
  let wasted = 0;
  let turn = 0;

  if (prepare !== undefined && thread === 0) for (let cell = 0; cell < CELLS; cell++) prepare(shared, cells + cell * stride);
  for (let round = 0; memory.load(STOP) === 0; round++) {
    // The same on all threads: they meet before every cell, or drift apart and cross for a stretch.
    const together = !crowded && (plan() & 0x30000) !== 0;
    const stretch = crowded ? CELLS : together ? 512 : 64 << ((plan() >>> 16) % 6);
    const padMask = (1 << ((plan() >>> 16) % 9)) - 1;
    for (let from = 0; from < CELLS; from += stretch) {
      barrier.meet();
      pad(random() % LONGEST_PAD);
      if (together) runTogether(from, from + stretch, padMask);
      else for (let cell = from; cell < from + stretch; cell++) words[own + cell] = actor(shared, cells + cell * stride);
    }
    barrier.meet();
    if (round % threads === thread) countRound(round);
    barrier.meet();
  }

  /** Meets the next thread before each cell, until that one does not come. */
  function runTogether(from: number, to: number, padMask: number): void {
    const next = TURNS + LINE * ((thread + 1) % threads);
    let looks = 0;
    for (let cell = from; cell < to; cell++) {
      turn = (turn + 1) | 0;
      memory.store(TURNS + LINE * thread, turn);
      if (looks < PATIENCE) for (looks = 0; looks < PATIENCE && ((memory.load(next) - turn) | 0) < 0; looks++);
      pad(random() & padMask);
      words[own + cell] = actor(shared, cells + cell * stride);
    }
  }

  /** Wastes a little time, so that now one thread is early and now another. */
  function pad(turns: number): void {
    for (; turns > 0; turns--) wasted = (wasted + turns) | 0;
  }

  function countRound(round: number): void {
    for (let cell = 0; cell < CELLS; cell++) {
      const at = cells + cell * stride;
      let key = finish === undefined ? 0 : digitOf(finish(shared, at), threads);
      for (let i = 0; i < threads; i++) key |= digitOf(words[results + i * CELLS + cell]!, i);
      words[counts + key]!++;
      for (let line = at; line < at + stride; line += LINE) words.fill(0, line, line + 4);
      prepare?.(shared, at);
    }
    const passed = (performance.now() - startedAt) / 1000;
    const enough = (round + 1) * CELLS >= iterations || passed >= seconds;
    const blind = sought >= 0 && words[counts + sought] === 0;
    if (enough && (!blind || passed >= longest)) memory.store(STOP, 1);
  }
}

function keyOf(observes: CellTest['observes'], outcomes: number, name: string): number {
  for (let key = 0; key < outcomes; key++) if (nameOf(observes, key) === name) return key;
  throw new RangeError(`no outcome is called "${name}"`);
}
