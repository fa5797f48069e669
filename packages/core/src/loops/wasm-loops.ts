// The loops in WebAssembly, whose source is ../../assembly/loops.ts: no access in there asks for bounds. What is not in the distributor's linear
// memory, a burst that the caller made by itself, is left to the plain form.
import type { FlowTable } from '../flows/flow-table.ts';
import type { LinearMemory } from '../memory/linear-memory.ts';
import { type WasmModule, webAssembly } from '../memory/web-assembly.ts';
import type { PacketBurst } from '../packet-burst.ts';
import type { Loops } from './loops.ts';
import type { PlainLoops } from './plain-loops.ts';
import type { Returns } from './returns.ts';
import { WASM_CODE } from './wasm-code.ts';

/** What assembly/loops.ts exports. Addresses are in bytes. */
interface Exports {
  append(tags: number, handles: number, count: number, first: number, buckets: number, shift: number, worker: number): number;
  collect(first: number, count: number, tags: number, handles: number, buckets: number, shift: number): number;
  anyMark(marks: number, count: number): number;
}

let compiled: WasmModule | undefined;

/** The loops over a memory, or undefined where nothing may be compiled, by a policy of the page or of the process. */
function instantiate({ memory }: LinearMemory): Exports | undefined {
  const { Module, Instance } = webAssembly!;
  try {
    compiled ??= new Module(WASM_CODE);
    return new Instance(compiled, { env: { memory } }).exports as Exports;
  } catch {
    return undefined;
  }
}

export class WasmLoops implements Loops {
  readonly #plain: PlainLoops;
  readonly #space: LinearMemory;
  readonly #exports: Exports;
  readonly #buckets: number;
  readonly #shift: number;

  /** `plain` and the table must be of this memory. Undefined where nothing may be compiled. */
  static create(plain: PlainLoops, table: FlowTable, space: LinearMemory): WasmLoops | undefined {
    const exports = instantiate(space);
    return exports === undefined ? undefined : new WasmLoops(plain, table, space, exports);
  }

  private constructor(plain: PlainLoops, table: FlowTable, space: LinearMemory, exports: Exports) {
    this.#plain = plain;
    this.#space = space;
    this.#exports = exports;
    this.#buckets = table.buckets.byteOffset;
    this.#shift = table.shift;
  }

  append(packets: PacketBurst, from: number, to: number, first: number, worker: number): number {
    if (packets.space !== this.#space) return this.#plain.append(packets, from, to, first, worker);
    const tags = packets.tags.byteOffset + (from << 2);
    const handles = packets.handles.byteOffset + (from << 2);
    return this.#exports.append(tags, handles, to - from, first << 2, this.#buckets, this.#shift, worker);
  }

  collect(first: number, count: number, into: Returns, place: number): number {
    if (into.space !== this.#space) return this.#plain.collect(first, count, into, place);
    const tags = into.tags.byteOffset + (place << 2);
    const handles = into.handles.byteOffset + (place << 2);
    return this.#exports.collect(first << 2, count, tags, handles, this.#buckets, this.#shift);
  }

  anyMark(marks: number, count: number): boolean {
    return this.#exports.anyMark(marks << 2, count) !== 0;
  }
}
