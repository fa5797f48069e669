// A thrown value on its way to another thread. The structured clone of an error keeps message, stack and cause, but of
// its name only the standard ones and no code; what cannot be cloned at all is described.
import { inspect } from 'node:util';

/** A thrown value that can be posted. */
export interface PortableError {
  readonly thrown: unknown;
  readonly name?: string;
  readonly code?: string | number;
}

export function toPortable(thrown: unknown): PortableError {
  const clonable = isClonable(thrown) ? thrown : describe(thrown);
  if (!(thrown instanceof Error)) return { thrown: clonable };
  const code: unknown = 'code' in thrown ? thrown.code : undefined;
  return { thrown: clonable, name: thrown.name, ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}) };
}

export function fromPortable({ thrown, name, code }: PortableError): unknown {
  if (!(thrown instanceof Error)) return thrown;
  if (name !== undefined && thrown.name !== name) Object.defineProperty(thrown, 'name', { value: name, configurable: true, writable: true });
  return code === undefined ? thrown : Object.assign(thrown, { code });
}

function isClonable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}

function describe(thrown: unknown): Error {
  return new Error(thrown instanceof Error ? thrown.message : inspect(thrown), { cause: inspect(thrown) });
}
