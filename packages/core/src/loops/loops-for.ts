import type { FlowTable } from '../flows/flow-table.ts';
import { LinearMemory } from '../memory/linear-memory.ts';
import type { Memory } from '../memory/memory.ts';
import type { Space } from '../memory/space.ts';
import type { Loops } from './loops.ts';
import { PlainLoops } from './plain-loops.ts';
import { WasmLoops } from './wasm-loops.ts';

/** The loops for a region and a table that was made in a space: in WebAssembly, if it can be, where both are in one linear memory. */
export function loopsFor(memory: Memory, table: FlowTable, space: Space): Loops {
  const plain = new PlainLoops(memory, table);
  return space instanceof LinearMemory ? (WasmLoops.create(plain, table, space) ?? plain) : plain;
}
