// The contract of tag functions. A distributor compares tags exactly and gives a tag to whichever worker is free, so a
// good tag is simply one that is different for different keys: nothing is won by making it small or by spreading it over
// workers. What costs parallelism is only keys that share a tag, and that is what is measured.
import type { ContractCase } from '../contract-case.ts';
import { demand } from '../demand.ts';
import { showValue } from '../show-value.ts';

/** A tag function, and packets to try it with. */
export interface TagFunctionUnderTest<T> {
  readonly tag: (packet: T) => number;
  /** What the tag stands for: packets with equal keys must get equal tags. */
  readonly key: (packet: T) => string | number | bigint;
  /** Packets as they come in life: of two keys or more, and at least two of one key. */
  readonly packets: readonly T[];
  /** Packets at the edge of what may come: empty, damaged, absurd. They get a tag as well. */
  readonly edges?: readonly T[];
  /** Which part of the keys may share its tag with another key, 0 to below 1. Default 0.01. */
  readonly shared?: number;
}

/**
 * What `tag` of `createDistributor`, and whoever tags packets otherwise, must keep.
 * @throws RangeError for packets that could not show a fault.
 */
export function tagFunctionContract<T>(subject: TagFunctionUnderTest<T>): readonly ContractCase[] {
  const { tag, key, packets, edges = [], shared = 0.01 } = subject;
  const all = [...packets, ...edges];
  const keys = new Set(packets.map(key));
  if (keys.size < 2) throw new RangeError(`packets must have at least 2 keys, got ${keys.size}`);
  if (keys.size === packets.length) throw new RangeError(`at least 2 packets must have one key, got ${packets.length} packets of as many keys`);
  if (!(shared >= 0 && shared < 1)) throw new RangeError(`shared must be from 0 to below 1, got ${shared}`);
  return [
    {
      name: 'gives every packet a tag: an integer from 0 to 2^32 - 1',
      run: (): void => {
        for (const packet of all) demand(tag(packet) >>> 0 === tag(packet), `${showValue(packet)} got the tag ${showValue(tag(packet))}`);
      },
    },
    {
      name: 'gives a packet the same tag at any time, whatever came between',
      run: (): void => {
        const first = all.map((packet) => tag(packet));
        for (const [i, packet] of [...all.entries()].reverse()) sameTag(packet, first[i]!, tag(packet));
        for (const [i, packet] of all.entries()) for (let n = 0; n < 3; n += 1) sameTag(packet, first[i]!, tag(packet));
      },
    },
    {
      name: 'gives packets with equal keys equal tags',
      run: (): void => {
        const seen = new Map<string | number | bigint, { readonly tag: number; readonly packet: T }>();
        for (const packet of all) {
          const first = seen.get(key(packet));
          if (first === undefined) seen.set(key(packet), { tag: tag(packet), packet });
          else demand(first.tag === tag(packet), `key ${showValue(key(packet))}: ${showValue(first.packet)} got the tag ${first.tag}, ${showValue(packet)} got ${tag(packet)}`);
        }
      },
    },
    {
      name: `gives different keys different tags: at most ${shared * 100} % of keys share one`,
      run: (): void => {
        requireSpread(subject, keys.size, shared);
      },
    },
  ];
}

function sameTag(packet: unknown, first: number, again: number): void {
  demand(Object.is(first, again), `${showValue(packet)} got the tag ${first}, and later ${again}`);
}

function requireSpread<T>({ tag, key, packets }: TagFunctionUnderTest<T>, keys: number, shared: number): void {
  const keysOf = new Map<number, Set<string | number | bigint>>();
  for (const packet of packets) {
    const known = keysOf.get(tag(packet));
    if (known === undefined) keysOf.set(tag(packet), new Set([key(packet)]));
    else known.add(key(packet));
  }
  const sharing = [...keysOf].filter(([, { size }]) => size > 1).sort(([, a], [, b]) => b.size - a.size);
  const count = sharing.reduce((sum, [, { size }]) => sum + size, 0);
  if (count <= shared * keys) return;
  const [worst, holders] = sharing[0]!;
  const some = [...holders].slice(0, 3).map(showValue).join(', ');
  demand(false, `${count} of ${keys} keys share their tag with another key; tag ${worst} stands for ${holders.size} keys, such as ${some}`);
}
