import { describe, expect, test } from 'vitest';
import { CaptureBuilder } from '../../test/support/build-capture.ts';
import { readCapture } from '../../test/support/read-capture.ts';
import { CaptureReader } from './capture-reader.ts';

describe('CaptureReader', () => {
  test('delivers the same packets however the input is cut into pieces', () => {
    const pcap = new CaptureBuilder().pcap();
    const pcapng = new CaptureBuilder(false).section().interface(1);
    for (let index = 0; index < 20; index++) {
      const frame = new Uint8Array((index * 7) % 64).fill(index);
      pcap.packet(frame, index, index);
      pcapng.enhanced(frame, BigInt(index) << 30n);
    }
    for (const capture of [pcap.bytes(), pcapng.bytes()]) {
      const whole = readCapture(capture);
      expect(whole.packets).toHaveLength(20);
      for (let piece = 1; piece < 90; piece++) expect(readCapture(capture, piece)).toEqual(whole);
    }
  });

  test('appends to its own buffer when the next bytes follow there', () => {
    const capture = new CaptureBuilder().pcap().packet([1, 2, 3]).bytes();
    const reader = new CaptureReader();
    const view = new DataView(capture.buffer);
    reader.refill(capture, view, 0, 30);
    expect(reader.next()).toBe(0);
    reader.refill(capture, view, 30, capture.length - 30);
    expect(reader.next()).toBe(1);
    expect(reader.record).toMatchObject({ offset: 40, caplen: 3 });
    reader.end();
    expect(reader.next()).toBe(-1);
    expect(reader.error).toBeNull();
  });

  test('counts offsets from the start of the input, across buffers', () => {
    const builder = new CaptureBuilder().pcap();
    for (let index = 0; index < 50; index++) builder.packet([index]);
    const capture = builder.u32(0, 0, 0xffff_ffff, 0).bytes();
    expect(readCapture(capture, 33).error?.offset).toBe(24 + 50 * 17);
  });

  test('refuses a place for the next bytes that has no room for the unread ones', () => {
    const reader = new CaptureReader();
    const bytes = new CaptureBuilder().pcap().bytes();
    reader.refill(bytes, new DataView(bytes.buffer), 0, 20);
    expect(() => {
      reader.refill(new Uint8Array(64), new DataView(new ArrayBuffer(64)), 19, 4);
    }).toThrow(new RangeError('20 unread bytes do not fit before offset 19'));
  });

  test.each([
    ['nothing', [], 'empty: no capture header'],
    ['three bytes', [0xd4, 0xc3, 0xb2], 'not a pcap or pcapng capture: too short for a header'],
    ['text', [...Buffer.from('hello, world')], 'not a pcap or pcapng capture: it starts with the bytes 68 65 6c 6c'],
    ['gzip', [0x1f, 0x8b, 8, 0], 'not a pcap or pcapng capture: it is gzip-compressed; unpack it first: zcat FILE | flowlog -'],
  ])('says that %s is not a capture', (_, bytes, reason) => {
    const { packets, error } = readCapture(Uint8Array.from(bytes));
    expect(packets).toEqual([]);
    expect(error).toMatchObject({ kind: 'not-a-capture', offset: 0, reason });
  });
});
