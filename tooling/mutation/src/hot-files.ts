// What every packet passes through, and what decides about order: files under `packages/core/src`.

/** Those that stand alone: their unit tests alone have to kill their mutants. */
export const alone: readonly string[] = [
  'memory/shared-memory.ts',
  'memory/region.ts',
  'wait/busy-spin.ts',
  'wait/spin-then-park.ts',
  'wait/event-loop.ts',
  'slot/handshake.ts',
  'slot/mark.ts',
  'slot/note.ts',
  'ring/spsc-ring.ts',
  'pool/payload-pool.ts',
  'flows/pin.ts',
  'flows/flow-table.ts',
  'flows/backlog.ts',
  'flows/flow-lists.ts',
  'flows/ready-flows.ts',
  'loops/plain-loops.ts',
  'distribute/worker-set.ts',
  'distribute/returned-ring.ts',
  'distribute/caller-returns.ts',
  'distribute/worker-lane.ts',
  'distribute/lost-lane.ts',
  'distribute/stall-watch.ts',
  'distribute/free-flow-finder.ts',
  'distribute/roster.ts',
  'distribute/bell.ts',
];

/** Those that work together: every test of the distributor may kill their mutants. */
export const together: readonly string[] = [
  'memory/linear-memory.ts',
  'flows/flows.ts',
  'loops/wasm-loops.ts',
  'distribute/suspects.ts',
  'distribute/reclaimer.ts',
  'distribute/lanes.ts',
  'distribute/return-path.ts',
  'distribute/sender.ts',
  'distribute/dispatcher.ts',
  'distribute/distributor-worker.ts',
];

export const hotFiles: readonly string[] = [...alone, ...together];
