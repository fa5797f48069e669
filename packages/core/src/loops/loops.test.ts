// Both forms of the loops on equal memories do the same, to every word.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { FlowTable, bucketOf } from '../flows/flow-table.ts';
import { pinnedOnce, withRecords } from '../flows/pin.ts';
import { LinearMemory } from '../memory/linear-memory.ts';
import { SharedMemory } from '../memory/shared-memory.ts';
import { HEAP } from '../memory/space.ts';
import { PacketBurst } from '../packet-burst.ts';
import { PACKET_WORDS } from '../slot/distributor-layout.ts';
import type { Loops } from './loops.ts';
import { loopsFor } from './loops-for.ts';
import { PlainLoops } from './plain-loops.ts';
import type { Returns } from './returns.ts';
import { WasmLoops } from './wasm-loops.ts';

const PLACES = 64;
const REGION_WORDS = 4 * PLACES;
const WORKER = 3;

interface Form {
  readonly loops: Loops;
  readonly table: FlowTable;
  readonly memory: SharedMemory;
  burst(): PacketBurst;
}

function plain(): Form {
  const memory = new SharedMemory(new SharedArrayBuffer(4 * REGION_WORDS));
  const table = new FlowTable(4);
  return { loops: loopsFor(memory, table, HEAP), table, memory, burst: () => new PacketBurst(PLACES) };
}

function wasm(): Form {
  const space = LinearMemory.create(4 * REGION_WORDS)!;
  const memory = new SharedMemory(space.region);
  const table = new FlowTable(4, space);
  return { loops: loopsFor(memory, table, space), table, memory, burst: () => new PacketBurst(PLACES, space) };
}

/** As {@link wasm}, but the caller made the bursts. */
function wasmOfOthers(): Form {
  return { ...wasm(), burst: () => new PacketBurst(PLACES) };
}

const returnsOf = ({ tags, handles, space }: PacketBurst): Returns => ({ tags, handles, space, mark: () => undefined });
const region = ({ memory }: Form): number[] => Array.from({ length: REGION_WORDS }, (_, word) => memory.read(word));

/** Few tags and few buckets, so that they meet; and those whose upper bits matter. */
const tag = fc.oneof(fc.nat(20), fc.constantFrom(0xffff_ffff, 0x8000_0000, 0x7fff_ffff, 0x1_0000));
const packets = fc.array(fc.tuple(tag, fc.nat(0xffff_ffff)), { maxLength: PLACES, size: 'max' });
const pinned = fc.record({ tag, worker: fc.constantFrom(0, 1, WORKER, 1023), packets: fc.nat(3), records: fc.boolean() });

/** Some buckets are pinned, some of them have records. */
function pin({ table }: Form, pins: readonly { tag: number; worker: number; packets: number; records: boolean }[]): void {
  for (const { tag: of, worker, packets, records } of pins) {
    const bucket = bucketOf(of | 0, table.shift);
    table.buckets[bucket] = records ? withRecords(0) : 0;
    for (let i = 0; i < packets; i++) table.buckets[bucket] = pinnedOnce(table.buckets[bucket], worker);
  }
}

describe('the loops', () => {
  it('are WebAssembly where the arrays are in a linear memory, and plain elsewhere', () => {
    expect(plain().loops).toBeInstanceOf(PlainLoops);
    expect(wasm().loops).toBeInstanceOf(WasmLoops);
  });

  it.each([
    ['the distributor made', wasm],
    ['the caller made', wasmOfOthers],
  ])('append the same, from a burst that %s', (_whose, other) => {
    fc.assert(
      fc.property(packets, fc.array(pinned, { maxLength: 6 }), fc.nat(PLACES), fc.nat(PLACES), (given, pins, one, two) => {
        const [from, to] = [Math.min(one, two, given.length), Math.min(Math.max(one, two), given.length)];
        const [expected, seen] = [plain(), other()].map((form) => {
          pin(form, pins);
          const burst = form.burst();
          for (const [of, handle] of given) burst.push(of, handle);
          return { count: form.loops.append(burst, from, to, PACKET_WORDS, WORKER), region: region(form), buckets: [...form.table.buckets] };
        });
        expect(seen).toEqual(expected);
      }),
    );
  });

  it.each([
    ['the distributor made', wasm],
    ['the caller made', wasmOfOthers],
  ])('collect the same, into a burst that %s', (_whose, other) => {
    fc.assert(
      fc.property(packets, fc.array(tag, { maxLength: 3 }), fc.nat(PLACES), (given, recorded, place) => {
        const count = Math.min(given.length, PLACES - place);
        const [expected, seen] = [plain(), other()].map((form) => {
          pin(form, recorded.map((of) => ({ tag: of, worker: WORKER, packets: 0, records: true })));
          given.forEach(([of, handle], i) => {
            // What is in a lane, something counts: the pin, unless a record does.
            const bucket = bucketOf(of | 0, form.table.shift);
            form.table.buckets[bucket] = pinnedOnce(form.table.buckets[bucket]!, WORKER);
            form.memory.write(PACKET_WORDS * (1 + i), of);
            form.memory.write(PACKET_WORDS * (1 + i) + 1, handle);
          });
          const into = form.burst();
          const moved = form.loops.collect(PACKET_WORDS, count, returnsOf(into), place);
          return { moved, tags: [...into.tags], handles: [...into.handles], buckets: [...form.table.buckets], region: region(form) };
        });
        expect(seen).toEqual(expected);
      }),
    );
  });

  it.each([
    ['plain', plain],
    ['WebAssembly', wasm],
  ])('find a mark among those they are asked about, and no other (%s)', (_name, form) => {
    const { loops, memory } = form();
    memory.write(10, 1 << 31);
    expect([loops.anyMark(10, 1), loops.anyMark(8, 3), loops.anyMark(10, 3)]).toEqual([true, true, true]);
    expect([loops.anyMark(8, 2), loops.anyMark(11, 5), loops.anyMark(10, 0)]).toEqual([false, false, false]);
  });
});
