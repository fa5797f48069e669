import type { FlowTable } from '../flows/flow-table.ts';
import { LinearMemory } from '../memory/linear-memory.ts';
import type { Memory } from '../memory/memory.ts';
import type { Space } from '../memory/space.ts';
import type { Loops } from './loops.ts';
import { PlainLoops } from './plain-loops.ts';
import { WasmLoops } from './wasm-loops.ts';

/** The loops for a region and a table that was made in a space: in WebAssembly where the region belongs to that space. */
export function loopsFor(memory: Memory, table: FlowTable, space: Space): Loops {
  const plain = new PlainLoops(memory, table);
  return space instanceof LinearMemory ? new WasmLoops(plain, table, space) : plain;
}
