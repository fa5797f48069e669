import { describe, expect, test } from 'vitest';
import { TCP_ACK, TCP_FIN, TCP_SYN, buildFrame } from '../../test/support/build-frame.ts';
import type { FrameParts } from '../../test/support/build-frame.ts';
import { workOn } from '../../test/support/work-on.ts';

const UDP = 17;
const payload = Array.from({ length: 33 }, (_, index) => 0xf0 ^ index);
const every: readonly FrameParts[] = [
  { version: 4, payload },
  { version: 6, payload },
  { version: 4, protocol: UDP, payload },
  { version: 6, protocol: UDP, payload },
];

function changed(frame: Uint8Array, at: number, to?: number): Uint8Array {
  const copy = frame.slice();
  copy[at] = to ?? copy[at]! ^ 0x01;
  return copy;
}

describe('PacketWork', () => {
  test('counts packets, bytes on the wire, first and last', () => {
    const frame = buildFrame({ payload });
    const counts = workOn([
      { frame, number: 7, seconds: 100, nanoseconds: 999_999_999, wirelen: 4_000_000_000 },
      { frame, number: 9, seconds: 99, nanoseconds: 1 },
      { frame, number: 5_000_000_000, seconds: 200, nanoseconds: 2 },
    ]);
    expect(counts).toMatchObject({
      packets: 3,
      bytes: 4_000_000_000 + 2 * frame.length,
      firstPacket: 7,
      lastPacket: 5_000_000_000,
      first: [100, 999_999_999],
      last: [200, 2],
    });
  });

  test.each(every)('finds right checksums right: %o', (parts) => {
    expect(workOn([{ frame: buildFrame(parts) }])).toMatchObject({ badIp: 0, verified: 1, badL4: 0 });
  });

  test.each(every)('sees any changed byte that a TCP or UDP checksum covers: %o', (parts) => {
    const frame = buildFrame(parts);
    const l4 = parts.version === 6 ? 40 : 20;
    const length = parts.protocol === UDP ? [l4 + 4, l4 + 5] : [l4 + 12];
    for (let at = l4; at < frame.length; at++) {
      if (length.includes(at)) continue;
      expect(workOn([{ frame: changed(frame, at) }])).toMatchObject({ verified: 1, badL4: 1 });
    }
    for (let at = parts.version === 6 ? 8 : 12; at < l4; at++) expect(workOn([{ frame: changed(frame, at) }]).badL4).toBe(1);
  });

  test('sees any changed byte of an IPv4 header', () => {
    const frame = buildFrame({ options: [1, 1, 1, 0] });
    expect(workOn([{ frame }]).badIp).toBe(0);
    for (const at of [1, 4, 5, 8, 10, 11, 12, 15, 16, 19, 20, 22]) expect(workOn([{ frame: changed(frame, at) }]).badIp).toBe(1);
  });

  test('says nothing about checksums of packets that are cut', () => {
    for (const parts of every) {
      const frame = buildFrame(parts);
      expect(workOn([{ frame, captured: frame.length - 1 }])).toMatchObject({ badIp: 0, verified: 0, badL4: 0 });
    }
  });

  test('says nothing about checksums of fragments', () => {
    const first = changed(buildFrame({ payload }), 6, 0x20);
    const later = changed(buildFrame({ payload }), 7, 5);
    expect(workOn([{ frame: first }, { frame: later }])).toMatchObject({ packets: 2, badIp: 2, verified: 0, badL4: 0 });
  });

  test('takes a UDP checksum of zero as none over IPv4, as wrong over IPv6', () => {
    const none = (version: 4 | 6): Uint8Array => {
      const frame = buildFrame({ version, protocol: UDP, payload });
      frame.fill(0, frame.length - payload.length - 2, frame.length - payload.length);
      return frame;
    };
    expect(workOn([{ frame: none(4) }])).toMatchObject({ verified: 0, badL4: 0 });
    expect(workOn([{ frame: none(6) }])).toMatchObject({ verified: 1, badL4: 1 });
  });

  test('sums no byte behind the length that UDP states', () => {
    const frame = buildFrame({ protocol: UDP, payload });
    const trailed = Uint8Array.from([...frame, 1, 2, 3]);
    expect(workOn([{ frame: trailed }])).toMatchObject({ verified: 1, badL4: 0 });
  });

  test('says nothing where the UDP length cannot be', () => {
    const frame = buildFrame({ protocol: UDP, payload });
    expect(workOn([{ frame: changed(frame, 25, 7) }]).verified).toBe(0);
    const longer = changed(frame, 25, 8 + payload.length + 1);
    expect(workOn([{ frame: longer }]).verified).toBe(0);
    expect(workOn([{ frame: Uint8Array.from([...longer, 0, 0, 0]) }]).verified).toBe(0);
  });

  test('says nothing where the header does not tell who the ends are', () => {
    const sourceRoute = buildFrame({ options: [0x83, 7, 4, 1, 2, 3, 4, 0] });
    const routing = buildFrame({ version: 6, extension: 43, options: [6, 2, 0, 1, 0, 0, 0, 0, ...Array<number>(16).fill(9)] });
    const home = buildFrame({ version: 6, extension: 60, options: [6, 2, 1, 2, 0, 0, 0xc9, 16, ...Array<number>(16).fill(9)] });
    const broken = buildFrame({ version: 6, extension: 60, options: [6, 0, 30, 200, 0, 0, 0, 0] });
    for (const frame of [sourceRoute, routing, home, broken]) expect(workOn([{ frame }])).toMatchObject({ packets: 1, verified: 0, badL4: 0 });
  });

  test('verifies behind options and extension headers that leave the ends alone', () => {
    const routeAtItsEnd = buildFrame({ options: [0x83, 7, 8, 1, 2, 3, 4, 0] });
    const routing = buildFrame({ version: 6, extension: 43, options: [6, 2, 0, 0, 0, 0, 0, 0, ...Array<number>(16).fill(9)] });
    const padding = buildFrame({ version: 6, extension: 60, options: [6, 0, 1, 4, 0, 0, 0, 0] });
    for (const frame of [routeAtItsEnd, routing, padding]) expect(workOn([{ frame }])).toMatchObject({ verified: 1, badL4: 0 });
  });

  test('follows sequence numbers by the wire where segmentation offload leaves the IP length out', () => {
    const without = (sequence: number): Uint8Array => changed(changed(buildFrame({ sequence, payload }), 2, 0), 3, 0);
    const counts = workOn([{ frame: without(0) }, { frame: without(33) }, { frame: without(33) }]);
    expect(counts).toMatchObject({ packets: 3, verified: 0, repeated: 1, outOfOrder: 0 });
  });

  test('collects TCP flags, also of packets whose payload is cut, and of the first fragment only', () => {
    const cut = buildFrame({ flags: TCP_SYN | 0x100, payload });
    const first = changed(buildFrame({ flags: TCP_ACK, payload }), 6, 0x20);
    const later = changed(buildFrame({ flags: TCP_FIN, payload }), 7, 5);
    expect(workOn([{ frame: cut, captured: 34 }, { frame: first }, { frame: later }]).flags).toBe(TCP_SYN | TCP_ACK | 0x100);
    expect(workOn([{ frame: cut, captured: 33 }]).flags).toBe(0);
  });

  test('takes no TCP header from the bytes behind the IP packet', () => {
    const frame = buildFrame({ flags: TCP_SYN, payload });
    expect(workOn([{ frame: changed(frame, 3, 20 + 13) }]).flags).toBe(0);
    expect(workOn([{ frame: changed(frame, 3, 20 + 14) }]).flags).toBe(TCP_SYN);
  });
});
