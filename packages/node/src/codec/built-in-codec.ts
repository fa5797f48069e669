import { bytes } from './bytes.ts';
import type { Codec } from './codec.ts';
import { json } from './json.ts';
import { structured } from './structured.ts';

/** The codec of this name that comes with the package, if there is one. */
export function builtInCodec(name: string): Codec<unknown> | undefined {
  switch (name) {
    case 'structured':
      return structured();
    case 'json':
      return json();
    case 'bytes':
      return bytes();
    default:
      return undefined;
  }
}
