// What this package needs of WebAssembly. It belongs to no version of the language, and an engine may be without.

export interface WasmMemory {
  readonly buffer: SharedArrayBuffer;
  grow(pages: number): number;
}

export type WasmModule = object;

interface WebAssemblyApi {
  readonly Memory: new (limits: { initial: number; maximum: number; shared: true }) => WasmMemory;
  readonly Module: new (code: Uint8Array<ArrayBuffer>) => WasmModule;
  readonly Instance: new (module: WasmModule, imports: { env: { memory: WasmMemory } }) => { readonly exports: object };
}

const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** Undefined also where words have another byte order in WebAssembly than in typed arrays. */
export const webAssembly: WebAssemblyApi | undefined = isLittleEndian ? (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly : undefined;
