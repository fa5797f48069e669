// What an EtherType, or the IEEE 802.3 length that may stand in its place, leads to.
import type { FrameFields } from './frame-fields.ts';
import { dissectIpv4 } from './ipv4.ts';
import { dissectIpv6 } from './ipv6.ts';
import { dissectMpls } from './mpls.ts';
import { dissectPppoe } from './ppp.ts';
import { uint16 } from './uint16.ts';

const IPV4 = 0x0800;
const IPV6 = 0x86dd;
const VLAN = 0x8100;
const VLAN_SERVICE = 0x88a8;
const VLAN_OLD_SERVICE = 0x9100;
const MPLS = 0x8847;
const MPLS_MULTICAST = 0x8848;
const PPPOE_SESSION = 0x8864;
/** Up to here the field is not a type but a length, and LLC follows. */
const MAX_802_3_LENGTH = 1500;

const UNNUMBERED_INFORMATION = 0x03;
const SAP_IP = 0x06;
const SAP_SNAP = 0xaa;
const LLC_HEADER = 3;
const SNAP_HEADER = 8;

/**
 * Fills `fields` from what follows an EtherType, or leaves them as they are when that does not lead to IP.
 * @param etherType the EtherType, or an IEEE 802.3 length
 * @param at where its payload starts
 * @param end where the frame ends; nothing is read from here on
 */
export function dissectEtherType(etherType: number, bytes: Uint8Array, at: number, end: number, fields: FrameFields): void {
  while (etherType === VLAN || etherType === VLAN_SERVICE || etherType === VLAN_OLD_SERVICE) {
    if (at + 4 > end) return;
    etherType = uint16(bytes, at + 2);
    at += 4;
  }
  switch (etherType) {
    case IPV4:
      dissectIpv4(bytes, at, end, fields);
      return;
    case IPV6:
      dissectIpv6(bytes, at, end, fields);
      return;
    case MPLS:
    case MPLS_MULTICAST:
      dissectMpls(bytes, at, end, fields);
      return;
    case PPPOE_SESSION:
      dissectPppoe(bytes, at, end, fields);
      return;
    default:
      if (etherType <= MAX_802_3_LENGTH) dissectLlc(bytes, at, Math.min(end, at + etherType), fields);
  }
}

/**
 * Unnumbered information to the service access point of IP, or to that of SNAP under the organization code of
 * Ethernet (RFC 1042) or of bridge tunnels (IEEE 802.1H). It can nest in itself only by way of a VLAN tag and another
 * length of at most 1,500 bytes: a hundred levels, no danger to the stack.
 */
export function dissectLlc(bytes: Uint8Array, at: number, end: number, fields: FrameFields): void {
  if (at + LLC_HEADER > end || bytes[at + 2] !== UNNUMBERED_INFORMATION) return;
  if (bytes[at] === SAP_IP) {
    dissectIpv4(bytes, at + LLC_HEADER, end, fields);
    return;
  }
  if (bytes[at] !== SAP_SNAP || bytes[at + 1] !== SAP_SNAP || at + SNAP_HEADER > end) return;
  if (uint16(bytes, at + 3) !== 0 || (bytes[at + 5] !== 0 && bytes[at + 5] !== 0xf8)) return;
  const etherType = uint16(bytes, at + 6);
  if (etherType > MAX_802_3_LENGTH) dissectEtherType(etherType, bytes, at + SNAP_HEADER, end, fields);
}
