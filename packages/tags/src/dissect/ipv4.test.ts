import { describe, expect, it } from 'vitest';

import { bytesOf, concat, ethernet, ipv4, pppoe, snap, UDP } from '../../test/build-frame.ts';
import { dissect } from './dissect.ts';
import { FIRST_FRAGMENT, LATER_FRAGMENT, NOT_FRAGMENTED } from './fragment-kinds.ts';
import { FrameFields } from './frame-fields.ts';
import { LINKTYPE_ETHERNET, LINKTYPE_RAW } from './link-types.ts';

function fieldsOf(frame: Uint8Array, linkType = LINKTYPE_RAW): FrameFields {
  const fields = new FrameFields();
  dissect(frame, 0, frame.length, linkType, fields);
  return fields;
}

describe('IPv4', () => {
  it('steps over options to the ports', () => {
    const fields = fieldsOf(ipv4(UDP, { options: bytesOf('8307 0408 0808 0800') }));
    expect(fields).toMatchObject({ ipVersion: 4, l3Length: 40, l4Offset: 28, sourcePort: 1234, destinationPort: 53 });
    // A source route does not change the destination: it is what the header says.
    expect(fields.destinationOffset).toBe(16);
  });

  it.each([
    ['another version', ipv4(UDP, { first: 0x55 })],
    ['a header shorter than 20 bytes', ipv4(UDP, { first: 0x44 })],
    ['a header longer than the datagram', ipv4(UDP, { first: 0x46, totalLength: 23 })],
    ['a length shorter than the header', ipv4(UDP, { totalLength: 19 })],
    ['options that are cut', ipv4(new Uint8Array(), { options: bytesOf('01010101') }).subarray(0, 23)],
    ['a header that is cut', ipv4().subarray(0, 19)],
  ])('is not IP with %s', (_, datagram) => {
    expect(fieldsOf(datagram)).toEqual(new FrameFields());
  });

  it('does not take link-layer padding for payload', () => {
    const frame = ethernet(0x0800, concat(ipv4(UDP, { totalLength: 22 }), new Uint8Array(20)));
    expect(fieldsOf(frame, LINKTYPE_ETHERNET)).toMatchObject({ l3Length: 22, l3Captured: 22, sourcePort: -1 });
  });

  it('stops where an outer length ends the frame', () => {
    const short8023 = ethernet(8 + 22, snap(0x0800, ipv4()));
    expect(fieldsOf(short8023, LINKTYPE_ETHERNET)).toMatchObject({ ipVersion: 4, l3Length: 32, l3Captured: 22, sourcePort: -1 });
    const shortPppoe = ethernet(0x8864, pppoe(concat(bytesOf('0021'), ipv4()), 2 + 22));
    expect(fieldsOf(shortPppoe, LINKTYPE_ETHERNET)).toMatchObject({ ipVersion: 4, l3Length: 32, l3Captured: 22, sourcePort: -1 });
    const shorterPppoe = ethernet(0x8864, pppoe(concat(bytesOf('0021'), ipv4()), 2 + 19));
    expect(fieldsOf(shorterPppoe, LINKTYPE_ETHERNET).ipVersion).toBe(0);
  });

  it('says how much of a cut datagram is there', () => {
    expect(fieldsOf(ipv4(UDP, { totalLength: 1500 }))).toMatchObject({ l3Length: 1500, l3Captured: 32 });
  });

  it('takes a length of zero, which segmentation offload leaves, for the rest of the frame', () => {
    expect(fieldsOf(ipv4(UDP, { totalLength: 0 }))).toMatchObject({ l3Length: 32, l3Captured: 32, sourcePort: 1234 });
  });

  it('has ports in a first fragment and none in a later one', () => {
    expect(fieldsOf(ipv4(UDP, { flags: 0x2000 }))).toMatchObject({ fragment: FIRST_FRAGMENT, sourcePort: 1234, l4Offset: 20 });
    expect(fieldsOf(ipv4(UDP, { flags: 0x2001 }))).toMatchObject({ fragment: LATER_FRAGMENT, sourcePort: -1, destinationPort: -1, l4Offset: 20 });
    for (const offset of [0x0001, 0x1000, 0x1fff]) {
      expect(fieldsOf(ipv4(UDP, { flags: offset }))).toMatchObject({ fragment: LATER_FRAGMENT, sourcePort: -1, protocol: 17 });
    }
    // "Do not fragment" and the reserved bit say nothing about fragments.
    expect(fieldsOf(ipv4(UDP, { flags: 0xc000 }))).toMatchObject({ fragment: NOT_FRAGMENTED, sourcePort: 1234 });
  });
});
