// The hash under the keys of several cards and for inputs of many lengths, against DPDK's rte_softrss.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { RedirectionTable } from '../src/rss/redirection-table.ts';
import { ToeplitzHash } from '../src/toeplitz/toeplitz-hash.ts';
import { SHARED } from './expected-values.ts';

interface Hashes {
  readonly hashL3: string;
  readonly hashL3L4: string;
}

interface Suite extends Hashes {
  readonly inputL3: string;
  readonly inputL3L4: string;
  readonly reta128: number;
  readonly reta512: number;
  readonly reverse: Hashes;
  readonly [key: string]: unknown;
}

interface Vectors {
  readonly keys: Readonly<Record<string, string>>;
  readonly ipv4: readonly Suite[];
  readonly ipv6: readonly Suite[];
  readonly random: readonly Readonly<Record<string, string>>[];
}

const file = join(SHARED, 'reference/toeplitz-vectors.json');
const hex = (hash: number): string => hash.toString(16).padStart(8, '0');
const bytesOf = (digits: string): Uint8Array => Uint8Array.from(Buffer.from(digits, 'hex'));

/** The other direction: the two addresses swapped, and the two ports. */
function reversed(input: string, addressDigits: number): string {
  const address = (i: number): string => input.slice(i * addressDigits, (i + 1) * addressDigits);
  const ports = input.slice(2 * addressDigits);
  return address(1) + address(0) + ports.slice(4) + ports.slice(0, 4);
}

describe("DPDK's vectors", () => {
  it('all agree: every key, every length, both directions, and the entries of redirection tables', (context) => {
    if (!existsSync(file)) context.skip('../shared/reference/toeplitz-vectors.json is not there');
    const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors;
    const hashers = new Map(Object.entries(vectors.keys).map(([name, key]) => [name, new ToeplitzHash(key)] as const));
    const microsoft = hashers.get('microsoft')!;
    const numberOf = (toeplitz: ToeplitzHash, input: string): number => toeplitz.hash(bytesOf(input), 0, input.length / 2);
    const hash = (toeplitz: ToeplitzHash, input: string): string => hex(numberOf(toeplitz, input));
    let checked = 0;
    const check = (actual: string | number, wanted: string | number): void => {
      expect(actual).toBe(wanted);
      checked++;
    };
    for (const [suites, digits] of [[vectors.ipv4, 8], [vectors.ipv6, 32]] as const) {
      for (const suite of suites) {
        check(hash(microsoft, suite.inputL3), suite.hashL3);
        check(hash(microsoft, suite.inputL3L4), suite.hashL3L4);
        check(hash(microsoft, reversed(suite.inputL3, digits)), suite.reverse.hashL3);
        check(hash(microsoft, reversed(suite.inputL3L4, digits)), suite.reverse.hashL3L4);
        for (const [size, entry] of [[128, suite.reta128], [512, suite.reta512]] as const) {
          check(new RedirectionTable(size, size).queueOf(numberOf(microsoft, suite.inputL3L4)), entry);
        }
        for (const [name, toeplitz] of hashers) {
          const wanted = suite[name] as Hashes | undefined;
          if (wanted === undefined) continue;
          check(hash(toeplitz, suite.inputL3), wanted.hashL3);
          check(hash(toeplitz, suite.inputL3L4), wanted.hashL3L4);
        }
      }
    }
    for (const vector of vectors.random) {
      for (const [name, toeplitz] of hashers) if (vector[name] !== undefined) check(hash(toeplitz, vector['input']!), vector[name]);
    }
    expect(checked).toBeGreaterThan(200);
  });
});
