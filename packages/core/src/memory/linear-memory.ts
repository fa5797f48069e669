// Memory that WebAssembly can reach: a shared region from its first byte on, then arrays that belong to the thread which made it. What is
// shared with other threads is the buffer of the region alone; the memory grows behind it, which moves nothing and detaches nothing.
import type { Space } from './space.ts';
import { type WasmMemory, webAssembly } from './web-assembly.ts';

const PAGE_BYTES = 65_536;
/** All that 32 bits can address. It is a limit, and takes nothing. */
const MOST_PAGES = 65_536;
/** Arrays start on pairs of cache lines. */
const ALIGNMENT = 128;

export class LinearMemory implements Space {
  readonly memory: WasmMemory;
  /** The region. */
  readonly region: SharedArrayBuffer;
  #buffer: SharedArrayBuffer;
  #end: number;

  /** A memory that begins with a region of so many bytes, or undefined where there is no WebAssembly or no room in the address space. */
  static create(bytes: number): LinearMemory | undefined {
    if (webAssembly === undefined) return undefined;
    try {
      return new LinearMemory(new webAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES), maximum: MOST_PAGES, shared: true }), bytes);
    } catch {
      return undefined;
    }
  }

  private constructor(memory: WasmMemory, bytes: number) {
    this.memory = memory;
    this.region = this.#buffer = memory.buffer;
    this.#end = bytes;
  }

  int32(length: number): Int32Array<SharedArrayBuffer> {
    const start = this.#reserve(4 * length);
    return new Int32Array(this.#buffer, start, length);
  }

  uint32(length: number): Uint32Array<SharedArrayBuffer> {
    const start = this.#reserve(4 * length);
    return new Uint32Array(this.#buffer, start, length);
  }

  /** Where the next `bytes` bytes begin. @throws RangeError when the machine has no more. */
  #reserve(bytes: number): number {
    const start = Math.ceil(this.#end / ALIGNMENT) * ALIGNMENT;
    const end = start + bytes;
    // Less than a page is ever left over, so this is never below 0.
    this.memory.grow(Math.ceil((end - this.#buffer.byteLength) / PAGE_BYTES));
    this.#buffer = this.memory.buffer;
    this.#end = end;
    return start;
  }
}
