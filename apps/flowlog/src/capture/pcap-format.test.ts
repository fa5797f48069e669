import { describe, expect, test } from 'vitest';
import { CaptureBuilder } from '../../test/support/build-capture.ts';
import { readCapture, timeOf } from '../../test/support/read-capture.ts';

const frame = [1, 2, 3, 4, 5];

describe('PcapFormat', () => {
  test.each([true, false])('reads seconds, lengths and link type in either byte order (little endian: %s)', (littleEndian) => {
    const { packets, error } = readCapture(new CaptureBuilder(littleEndian).pcap(113).packet(frame, 0x65432101, 999_999, 77).bytes());
    expect(error).toBeNull();
    expect(packets).toEqual([
      { seconds: 0x65432101, nanoseconds: 999_999_000, caplen: 5, wirelen: 77, linktype: 113, frame: Uint8Array.from(frame) },
    ]);
  });

  test.each([true, false])('keeps nanoseconds exact (little endian: %s)', (littleEndian) => {
    const capture = new CaptureBuilder(littleEndian).pcap(1, { magic: 0xa1b23c4d }).packet(frame, 4_000_000_000, 123_456_789).bytes();
    expect(readCapture(capture).packets.map(timeOf)).toEqual([4_000_000_000_123_456_789n]);
  });

  test('carries a fraction beyond one second into the seconds', () => {
    const capture = new CaptureBuilder().pcap().packet(frame, 10, 2_500_000).packet(frame, 0xffff_ffff, 0xffff_ffff).bytes();
    expect(readCapture(capture).packets.map(timeOf)).toEqual([12_500_000_000n, 0xffff_ffffn * 1_000_000_000n + 0xffff_ffffn * 1000n]);
  });

  test('swaps the lengths of files before version 2.3, and of version 2.3 when they only make sense swapped', () => {
    const record = (builder: CaptureBuilder, caplen: number, wirelen: number): CaptureBuilder => builder.u32(1, 0, caplen, wirelen).raw(frame);
    const lengths = (minor: number, major = 2): number[][] => {
      const builder = new CaptureBuilder().pcap(1, { major, minor });
      record(builder, 60, 5);
      if (major === 2 && minor === 3) record(builder, 5, 60);
      return readCapture(builder.bytes()).packets.map(({ caplen, wirelen }) => [caplen, wirelen]);
    };
    expect(lengths(2)).toEqual([[5, 60]]);
    expect(lengths(0, 543)).toEqual([[5, 60]]);
    expect(lengths(3)).toEqual([
      [5, 60],
      [5, 60],
    ]);
  });

  test('takes the frame check sequence bits and the systems own numbers out of the link type', () => {
    const linktype = (word: number): number | undefined => readCapture(new CaptureBuilder().pcap(word).packet(frame).bytes()).packets[0]?.linktype;
    expect(linktype(0x3000_0001)).toBe(1);
    expect(linktype(0x0400_0001)).toBe(1);
    expect(linktype(12)).toBe(101);
    expect(linktype(14)).toBe(101);
  });

  test('delivers the packets before a record that cannot be and names its offset and length', () => {
    const capture = new CaptureBuilder().pcap().packet(frame).u32(1, 0, 262_145, 262_145).raw(frame).bytes();
    const { packets, error } = readCapture(capture);
    expect(packets).toHaveLength(1);
    expect(error).toMatchObject({ kind: 'damaged', offset: 24 + 16 + 5 });
    expect(error?.message).toBe('damaged at byte 45: packet of 262145 captured bytes, more than the 262144 a capture can have');
  });

  test('reads a packet of the largest size', () => {
    const { packets, error } = readCapture(new CaptureBuilder().pcap().packet(new Uint8Array(262_144).fill(7)).bytes(), 65_536);
    expect(error).toBeNull();
    expect(packets[0]?.frame).toEqual(new Uint8Array(262_144).fill(7));
  });

  test('says where a capture was cut: in the file header, in a packet header, in a packet', () => {
    const whole = new CaptureBuilder().pcap().packet(frame).packet(frame).bytes();
    const cut = (length: number): [number, string | undefined] => {
      const { packets, error } = readCapture(whole.subarray(0, length));
      return [packets.length, error?.message];
    };
    expect(cut(23)).toEqual([0, 'damaged at byte 0: the file ends inside the file header: 23 of 24 bytes are there']);
    expect(cut(24)).toEqual([0, undefined]);
    expect(cut(46)).toEqual([1, 'damaged at byte 45: the file ends inside a packet header: 1 of 16 bytes are there']);
    expect(cut(65)).toEqual([1, 'damaged at byte 45: the file ends inside a packet: 20 of 21 bytes are there']);
    expect(cut(66)).toEqual([2, undefined]);
  });

  test('refuses a version it does not know', () => {
    const { packets, error } = readCapture(new CaptureBuilder().pcap(1, { major: 3, minor: 0 }).packet(frame).bytes());
    expect(packets).toEqual([]);
    expect(error?.message).toBe('damaged at byte 4: pcap version 3.0, only 2.x is known');
  });
});
