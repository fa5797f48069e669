import { describe, expect, it } from 'vitest';

import { bytesOf, concat, ethernet, ipv4, ipv6, mpls, pppoe, SCTP, sll, sll2, snap, TCP, UDP, uint16s, vlan } from '../../test/build-frame.ts';
import { dissect } from './dissect.ts';
import { FrameFields } from './frame-fields.ts';
import {
  isDissected,
  LINKTYPE_ETHERNET,
  LINKTYPE_IPV4,
  LINKTYPE_IPV6,
  LINKTYPE_LINUX_SLL,
  LINKTYPE_LINUX_SLL2,
  LINKTYPE_LOOP,
  LINKTYPE_NULL,
  LINKTYPE_PPP,
  LINKTYPE_RAW,
  LINKTYPE_RAW_BSD,
  LINKTYPE_RAW_OPENBSD,
} from './link-types.ts';

function fieldsOf(frame: Uint8Array, linkType: number): FrameFields {
  const fields = new FrameFields();
  expect(dissect(frame, 0, frame.length, linkType, fields)).toBe(fields.ipVersion);
  return fields;
}

const V4 = ipv4();
const V6 = ipv6();
const length8023 = (payload: Uint8Array): Uint8Array => ethernet(payload.length, payload);
const family = (hex: string, datagram: Uint8Array): Uint8Array => concat(bytesOf(hex), datagram);
const E = LINKTYPE_ETHERNET;
const P = LINKTYPE_PPP;

const leadsToIpv4: readonly (readonly [string, number, Uint8Array])[] = [
  ['Ethernet', E, ethernet(0x0800, V4)],
  ['a VLAN tag', E, ethernet(0x8100, vlan(0x0800, V4))],
  ['a service VLAN tag', E, ethernet(0x88a8, vlan(0x8100, vlan(0x0800, V4)))],
  ['an old service VLAN tag', E, ethernet(0x9100, vlan(0x0800, V4))],
  ['five VLAN tags', E, ethernet(0x8100, vlan(0x8100, vlan(0x8100, vlan(0x8100, vlan(0x8100, vlan(0x0800, V4))))))],
  ['LLC/SNAP', E, length8023(snap(0x0800, V4))],
  ['LLC/SNAP of a bridge tunnel', E, length8023(snap(0x0800, V4, '0000f8'))],
  ['LLC to the access point of IP', E, length8023(concat(bytesOf('060603'), V4))],
  ['LLC/SNAP behind a VLAN tag', E, ethernet(0x8100, vlan(8 + V4.length, snap(0x0800, V4)))],
  ['a VLAN tag behind LLC/SNAP', E, length8023(snap(0x8100, vlan(0x0800, V4)))],
  ['MPLS', E, ethernet(0x8847, mpls(V4, 100))],
  ['MPLS multicast', E, ethernet(0x8848, mpls(V4, 100))],
  ['four MPLS labels behind a VLAN tag', E, ethernet(0x8100, vlan(0x8847, mpls(V4, 16, 17, 1, 0)))],
  ['PPPoE', E, ethernet(0x8864, pppoe(concat(bytesOf('0021'), V4)))],
  ['PPPoE inside two VLAN tags', E, ethernet(0x88a8, vlan(0x8100, vlan(0x8864, pppoe(concat(bytesOf('0021'), V4)))))],
  ['PPPoE with a compressed protocol', E, ethernet(0x8864, pppoe(concat(bytesOf('21'), V4)))],
  ['PPPoE with MPLS', E, ethernet(0x8864, pppoe(concat(bytesOf('0281'), mpls(V4, 100))))],
  ['PPP', P, concat(bytesOf('0021'), V4)],
  ['PPP with a compressed protocol', P, concat(bytesOf('21'), V4)],
  ['PPP with address and control', P, concat(bytesOf('ff03 0021'), V4)],
  ['PPP with address, control and a compressed protocol', P, concat(bytesOf('ff03 21'), V4)],
  ['PPP with MPLS multicast', P, concat(bytesOf('ff03 0283'), mpls(V4, 100))],
  ['Linux cooked v1', LINKTYPE_LINUX_SLL, sll(0x0800, V4)],
  ['Linux cooked v1 with a VLAN tag', LINKTYPE_LINUX_SLL, sll(0x8100, vlan(0x0800, V4))],
  ['Linux cooked v1 with LLC/SNAP', LINKTYPE_LINUX_SLL, sll(4, snap(0x0800, V4))],
  ['Linux cooked v2', LINKTYPE_LINUX_SLL2, sll2(0x0800, V4)],
  ['Linux cooked v2 with LLC/SNAP', LINKTYPE_LINUX_SLL2, sll2(4, snap(0x0800, V4))],
  ['BSD null, little-endian', LINKTYPE_NULL, family('02000000', V4)],
  ['BSD null, big-endian', LINKTYPE_NULL, family('00000002', V4)],
  ['OpenBSD loopback', LINKTYPE_LOOP, family('00000002', V4)],
  ['raw IP', LINKTYPE_RAW, V4],
  ['raw IP as BSD numbers it', LINKTYPE_RAW_BSD, V4],
  ['raw IP as OpenBSD numbers it', LINKTYPE_RAW_OPENBSD, V4],
  ['raw IPv4', LINKTYPE_IPV4, V4],
];

const leadsToIpv6: readonly (readonly [string, number, Uint8Array])[] = [
  ['Ethernet', E, ethernet(0x86dd, V6)],
  ['MPLS', E, ethernet(0x8847, mpls(V6, 100, 2))],
  ['PPPoE', E, ethernet(0x8864, pppoe(concat(bytesOf('0057'), V6)))],
  ['PPP', P, concat(bytesOf('ff03 0057'), V6)],
  ['Linux cooked v1', LINKTYPE_LINUX_SLL, sll(0x86dd, V6)],
  ['Linux cooked v2', LINKTYPE_LINUX_SLL2, sll2(0x86dd, V6)],
  ['BSD null of NetBSD and OpenBSD', LINKTYPE_NULL, family('18000000', V6)],
  ['BSD null of FreeBSD', LINKTYPE_NULL, family('0000001c', V6)],
  ['BSD null of macOS', LINKTYPE_NULL, family('1e000000', V6)],
  ['OpenBSD loopback', LINKTYPE_LOOP, family('00000018', V6)],
  ['raw IP', LINKTYPE_RAW, V6],
  ['raw IPv6', LINKTYPE_IPV6, V6],
];

const notIp: readonly (readonly [string, number, Uint8Array])[] = [
  ['an empty frame', E, new Uint8Array()],
  ['ARP', E, ethernet(0x0806, V4)],
  ['a number between length and EtherType', E, ethernet(1501, snap(0x0800, V4))],
  ['an EtherType that contradicts the version', E, ethernet(0x86dd, V4)],
  ['the other contradiction', E, ethernet(0x0800, V6)],
  ['SNAP of another organization', E, length8023(snap(0x0800, V4, '00000c'))],
  ['SNAP with a length for an EtherType', E, length8023(snap(60, snap(0x0800, V4)))],
  ['LLC that is not unnumbered information', E, length8023(concat(bytesOf('aaaa13 000000 0800'), V4))],
  ['LLC to SNAP from somewhere else', E, length8023(concat(bytesOf('aaab03 000000 0800'), V4))],
  ['LLC of another access point', E, length8023(concat(bytesOf('424203'), V4))],
  ['MPLS without a bottom', E, ethernet(0x8847, bytesOf('00064040 00064040'))],
  ['MPLS with a control channel', E, ethernet(0x8847, mpls(V4, 100, 13))],
  ['MPLS with an alert label', E, ethernet(0x8847, mpls(V4, 14))],
  ['an MPLS pseudowire with its control word', E, ethernet(0x8847, mpls(concat(bytesOf('00000000'), ethernet(0x0800, V4)), 100))],
  ['PPPoE discovery', E, ethernet(0x8863, pppoe(concat(bytesOf('0021'), V4)))],
  ['PPP control', P, concat(bytesOf('ff03 c021'), V4)],
  ['PPP multilink', P, concat(bytesOf('ff03 003d c0000001 0021'), V4)],
  ['VN-Tag', E, ethernet(0x8926, concat(bytesOf('00000000'), uint16s(0x0800), V4))],
  ['MACsec', E, ethernet(0x88e5, concat(bytesOf('000000000001'), uint16s(0x0800), V4))],
  ['provider backbone bridging', E, ethernet(0x88e7, concat(bytesOf('00000000'), ethernet(0x0800, V4)))],
  ['Linux cooked netlink', LINKTYPE_LINUX_SLL, sll(0x0800, V4, 824)],
  ['Linux cooked with a number that is no EtherType', LINKTYPE_LINUX_SLL2, sll2(100, snap(0x0800, V4))],
  ['BSD null of another family', LINKTYPE_NULL, family('07000000', V4)],
  ['BSD null with a family above 65,535', LINKTYPE_NULL, family('01000002', V4)],
  ['OpenBSD loopback with a family above 65,535', LINKTYPE_LOOP, family('00010002', V4)],
  ['BSD null with IPv4 under the number of IPv6', LINKTYPE_NULL, family('1e000000', V4)],
  ['OpenBSD loopback in the wrong byte order', LINKTYPE_LOOP, family('02000000', V4)],
  ['raw IP of another version', LINKTYPE_RAW, bytesOf('50000000')],
  ['raw IPv4 with IPv6 in it', LINKTYPE_IPV4, V6],
  ['raw IPv6 with IPv4 in it', LINKTYPE_IPV6, V4],
  ['FDDI', 10, concat(bytesOf('50 020000000001 020000000002'), snap(0x0800, V4))],
  ['Cisco HDLC', 104, concat(bytesOf('0f000800'), V4)],
  ['a link type that does not exist', -1, V4],
];

describe('dissect', () => {
  it.each(leadsToIpv4)('finds IPv4 through %s', (_, linkType, frame) => {
    const fields = fieldsOf(frame, linkType);
    const l3Offset = frame.length - V4.length;
    expect(fields).toMatchObject({ ipVersion: 4, l3Offset, l3Length: 32, l3Captured: 32, sourceOffset: l3Offset + 12, destinationOffset: l3Offset + 16 });
    expect(fields).toMatchObject({ addressLength: 4, protocol: 17, l4Offset: l3Offset + 20, sourcePort: 1234, destinationPort: 53, fragment: 0 });
    expect(isDissected(linkType)).toBe(true);
  });

  it.each(leadsToIpv6)('finds IPv6 through %s', (_, linkType, frame) => {
    const fields = fieldsOf(frame, linkType);
    const l3Offset = frame.length - V6.length;
    expect(fields).toMatchObject({ ipVersion: 6, l3Offset, l3Length: 52, l3Captured: 52, sourceOffset: l3Offset + 8, destinationOffset: l3Offset + 24 });
    expect(fields).toMatchObject({ addressLength: 16, protocol: 17, l4Offset: l3Offset + 40, sourcePort: 1234, destinationPort: 53, extensionCount: 0 });
  });

  it.each(notIp)('does not guess: %s is not IP', (_, linkType, frame) => {
    expect(fieldsOf(frame, linkType)).toEqual(new FrameFields());
  });

  it('knows which link types it looks into', () => {
    expect([10, 50, 104, 105, -1, 65_535].map(isDissected)).toEqual([false, false, false, false, false, false]);
  });

  it('answers with indices into the bytes, wherever the frame starts', () => {
    const frame = ethernet(0x0800, V4);
    const fields = new FrameFields();
    dissect(concat(new Uint8Array(100), frame), 100, frame.length, E, fields);
    expect(fields).toMatchObject({ l3Offset: 114, sourceOffset: 126, destinationOffset: 130, l4Offset: 134 });
  });

  it('keeps nothing of the frame before', () => {
    const fields = fieldsOf(ethernet(0x86dd, ipv6(concat(bytesOf('1100 0001 0000 0001'), UDP), { next: 44 })), E);
    expect(fields.fragment).not.toBe(0);
    const arp = ethernet(0x0806, new Uint8Array(28));
    expect(dissect(arp, 0, arp.length, E, fields)).toBe(0);
    expect(fields).toEqual(new FrameFields());
  });

  it('treats a frame that is said to reach outside the bytes as cut there', () => {
    const fields = new FrameFields();
    const cut = ipv4(UDP, { totalLength: 1500 });
    expect(dissect(cut, 0, 1000, LINKTYPE_RAW, fields)).toBe(4);
    expect(fields).toMatchObject({ l3Length: 1500, l3Captured: 32 });
    // Its first byte would be missing, and what was found would be right by accident.
    expect(dissect(ethernet(0x0800, V4).subarray(1), -1, 46, E, fields)).toBe(0);
    for (const [offset, length] of [[-1, 40], [33, 10], [0, -5], [Number.NaN, 10], [0, Number.NaN]] as const) {
      expect(dissect(V4, offset, length, LINKTYPE_RAW, fields)).toBe(0);
    }
  });

  it.each([['TCP', 6, TCP], ['UDP', 17, UDP], ['SCTP', 132, SCTP]] as const)('reads the ports of %s as soon as their four bytes are there', (_, protocol, payload) => {
    for (const [cut, ports] of [[payload.length, true], [4, true], [3, false], [0, false]] as const) {
      const expected = ports ? { protocol, sourcePort: 1234, destinationPort: 53 } : { protocol, sourcePort: -1, destinationPort: -1 };
      expect(fieldsOf(ipv4(payload.subarray(0, cut), { protocol }), LINKTYPE_RAW)).toMatchObject(expected);
      expect(fieldsOf(ipv6(payload.subarray(0, cut), { next: protocol }), LINKTYPE_RAW)).toMatchObject(expected);
    }
  });

  it.each([1, 4, 33, 41, 47, 50, 51, 58, 135, 136])('reads no ports of protocol %i: tunnels and others are not entered', (protocol) => {
    expect(fieldsOf(ipv4(UDP, { protocol }), LINKTYPE_RAW)).toMatchObject({ protocol, sourcePort: -1, destinationPort: -1 });
    expect(fieldsOf(ipv6(UDP, { next: protocol }), LINKTYPE_RAW)).toMatchObject({ protocol, sourcePort: -1, destinationPort: -1 });
  });

  it('goes through any number of VLAN tags, and of LLC headers that a frame has room for', () => {
    const tagged = ethernet(0x8100, concat(bytesOf('00058100'.repeat(16_000)), vlan(0x0800, V4)));
    expect(fieldsOf(tagged, E)).toMatchObject({ ipVersion: 4, l3Offset: tagged.length - V4.length });
    let nested = vlan(0x0800, V4);
    while (nested.length < 1450) nested = vlan(8 + nested.length, snap(0x8100, nested));
    expect(fieldsOf(ethernet(0x8100, nested), E)).toMatchObject({ ipVersion: 4, l3Offset: 14 + nested.length - V4.length });
  });
});
