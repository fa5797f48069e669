import { extname } from 'node:path';

/** The URL of a file beside the one at `from`, with its ending: the same call works in the sources and in what is built from them. */
export function sibling(from: string, path: string): URL {
  return new URL(`${path}${extname(from)}`, from);
}
