import { describe, expect, test } from 'vitest';
import { CaptureBuilder } from '../../test/support/build-capture.ts';
import { readCapture, timeOf } from '../../test/support/read-capture.ts';

const frame = [1, 2, 3, 4, 5];

describe('PcapngFormat', () => {
  test.each([true, false])('reads enhanced packets in either byte order (little endian: %s)', (littleEndian) => {
    const capture = new CaptureBuilder(littleEndian).section().interface(101).enhanced(frame, 1_700_000_000_123_456n, 0, { wirelen: 99 }).bytes();
    const { packets, error } = readCapture(capture);
    expect(error).toBeNull();
    expect(packets).toEqual([
      { seconds: 1_700_000_000, nanoseconds: 123_456_000, caplen: 5, wirelen: 99, linktype: 101, frame: Uint8Array.from(frame) },
    ]);
  });

  test('gives each section its own byte order and its own interfaces', () => {
    const first = new CaptureBuilder(true).section().interface(1).interface(101).enhanced(frame, 1n, 1).bytes();
    const second = new CaptureBuilder(false).section().interface(113).enhanced(frame, 2n, 0).bytes();
    const { packets, error } = readCapture(Uint8Array.from([...first, ...second]));
    expect(error).toBeNull();
    expect(packets.map(({ linktype, nanoseconds }) => [linktype, nanoseconds])).toEqual([
      [101, 1000],
      [113, 2000],
    ]);
  });

  test.each([
    ['seconds', { resolution: 0 }, 1_700_000_000n, 1_700_000_000_000_000_000n],
    ['milliseconds', { resolution: 3 }, 1_700_000_000_123n, 1_700_000_000_123_000_000n],
    ['nanoseconds', { resolution: 9 }, 1_700_000_000_123_456_789n, 1_700_000_000_123_456_789n],
    ['the last nanosecond of 64 bits', { resolution: 9 }, 0xffff_ffff_ffff_ffffn, 0xffff_ffff_ffff_ffffn],
    ['the last microsecond of 64 bits', { resolution: 6 }, 0xffff_ffff_ffff_ffffn, 0xffff_ffff_ffff_ffffn * 1000n],
    ['picoseconds, rounded down', { resolution: 12 }, 1_700_000_000_999_999n, 1_700_000_000_999n],
    ['1/1024 second', { resolution: 0x80 | 10 }, 1_700_000_000n * 1024n + 512n, 1_700_000_000_500_000_000n],
    ['2^-32 second, rounded down', { resolution: 0x80 | 32 }, (1_700_000_000n << 32n) | 0xffff_ffffn, 1_700_000_000_999_999_999n],
    ['an offset', { offset: 1_000_000_000n }, 700_000_000_000_001n, 1_700_000_000_000_001_000n],
    ['an offset before 1970', { offset: -10n }, 2_000_001n, -7_999_999_000n],
  ])('counts time in %s', (_, options, units, nanoseconds) => {
    for (const littleEndian of [true, false]) {
      const capture = new CaptureBuilder(littleEndian).section().interface(1, options).enhanced(frame, units).bytes();
      expect(readCapture(capture).packets.map(timeOf)).toEqual([nanoseconds]);
    }
  });

  test('reads simple packets, cut to the snapshot length and without a time', () => {
    const builder = new CaptureBuilder().section().interface(1, { snaplen: 3 });
    const { packets, error } = readCapture(builder.block(3, builder.body().u32(5).raw([1, 2, 3]).bytes()).bytes());
    expect(error).toBeNull();
    expect(packets).toEqual([{ seconds: NaN, nanoseconds: 0, caplen: 3, wirelen: 5, linktype: 1, frame: Uint8Array.of(1, 2, 3) }]);
  });

  test('reads the old packet block, whose interface number has 16 bits', () => {
    const builder = new CaptureBuilder().section().interface(1).interface(101);
    const body = builder.body().u16(1, 0xffff).u32(0, 7, 5, 50).raw(frame).bytes();
    const { packets, error } = readCapture(builder.block(2, body).bytes());
    expect(error).toBeNull();
    expect(packets.map(({ linktype, nanoseconds, wirelen }) => [linktype, nanoseconds, wirelen])).toEqual([[101, 7000, 50]]);
  });

  test('steps over blocks it does not know, also those longer than the memory it keeps, at any split of the input', () => {
    const builder = new CaptureBuilder().section().interface(1).block(4, new Uint8Array(8)).block(0x0000_0bad, Uint8Array.of(1, 2, 3));
    builder.block(0x8000_0001, new Uint8Array(700_000)).enhanced(frame, 1n);
    const capture = builder.bytes();
    for (const piece of [capture.length, 65_536, 4099]) {
      const { packets, error } = readCapture(capture, piece);
      expect(error).toBeNull();
      expect(packets).toHaveLength(1);
    }
  });

  test('accepts a total that leaves out the padding', () => {
    const builder = new CaptureBuilder().section().interface(1);
    const body = builder.body().u32(0, 0, 1, 5, 5).raw(frame).bytes();
    const { packets, error } = readCapture(builder.block(6, body, { total: 37, again: 37 }).enhanced(frame, 2n).bytes());
    expect(error).toBeNull();
    expect(packets).toHaveLength(2);
  });

  test.each([
    ['a total too small', (b: CaptureBuilder) => b.u32(6, 8, 8), 'block of 8 bytes, the smallest has 12'],
    ['a total too big', (b: CaptureBuilder) => b.u32(6, 0x0100_0004, 0), 'block of 16777220 bytes, more than the 16777216 a block can have'],
    [
      'a packet block too big to keep',
      (b: CaptureBuilder) => b.u32(6, 524_292, 0),
      'block of type 6 and 524292 bytes, more than the 524288 such a block can have',
    ],
    ['two totals that differ', (b: CaptureBuilder) => b.block(6, new Uint8Array(20), { again: 36 }), 'block of 32 bytes ends with the length 36'],
    ['two totals that differ, unknown type', (b: CaptureBuilder) => b.block(99, new Uint8Array(4), { again: 20 }), 'block of 16 bytes ends with the length 20'],
    ['an interface nobody described', (b: CaptureBuilder) => b.enhanced(frame, 0n, 2), 'packet of interface 2, but the section has described 1 so far'],
    ['a packet block without room for its fields', (b: CaptureBuilder) => b.block(6, new Uint8Array(16)), 'packet block too short for its fields'],
    ['more captured bytes than the block has', (b: CaptureBuilder) => b.enhanced(frame, 0n, 0, { caplen: 9 }), 'packet of 9 captured bytes where at most 8 can be'],
    [
      'an interface option too long for its block',
      (b: CaptureBuilder) => b.block(1, b.body().u16(1, 0).u32(0).u16(9, 5).raw([9, 0, 0, 0]).bytes()),
      'interface option that runs past the end of its block',
    ],
    ['a byte-order magic that is none', (b: CaptureBuilder) => b.block(0x0a0d0d0a, Uint8Array.of(1, 2, 3, 4)), 'section header with the byte-order magic 0x01020304'],
    ['a version that is not known', (b: CaptureBuilder) => b.section(0, 1), 'pcapng version 0.1, only 1.0 is known'],
  ])('delivers what precedes %s and names the offset', (_, damage, reason) => {
    const sound = new CaptureBuilder().section().interface(1).enhanced(frame, 1n);
    const offset = sound.bytes().length;
    const { packets, error } = readCapture(damage(sound).bytes());
    expect(packets).toHaveLength(1);
    expect(error).toMatchObject({ kind: 'damaged', offset, reason });
  });

  test('says where a capture was cut', () => {
    const whole = new CaptureBuilder().section().interface(1).enhanced(frame, 1n).block(99, new Uint8Array(40)).bytes();
    const sound = new CaptureBuilder().section().interface(1).bytes().length;
    const cut = (length: number): unknown => {
      const { packets, error } = readCapture(whole.subarray(0, length), 7);
      return [packets.length, error?.offset, error?.reason];
    };
    expect(cut(sound)).toEqual([0, undefined, undefined]);
    expect(cut(sound + 11)).toEqual([0, sound, 'the file ends inside a block: 11 of 12 bytes are there']);
    expect(cut(sound + 39)).toEqual([0, sound, 'the file ends inside a block: 39 of 40 bytes are there']);
    expect(cut(sound + 40)).toEqual([1, undefined, undefined]);
    for (const more of [12, 30, 48, 51]) expect(cut(sound + 40 + more)).toEqual([1, sound + 40, 'the file ends inside a block of 52 bytes']);
    expect(cut(sound + 40 + 52)).toEqual([1, undefined, undefined]);
  });
});
