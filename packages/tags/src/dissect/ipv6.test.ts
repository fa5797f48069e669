import { describe, expect, it } from 'vitest';

import { bytesOf, concat, ipv6, UDP } from '../../test/build-frame.ts';
import { dissect } from './dissect.ts';
import { EXTENSION_DESTINATION, EXTENSION_FRAGMENT, EXTENSION_HOP_BY_HOP, EXTENSION_ROUTING } from './extension-headers.ts';
import { ATOMIC_FRAGMENT, FIRST_FRAGMENT, LATER_FRAGMENT } from './fragment-kinds.ts';
import { FrameFields } from './frame-fields.ts';
import { LINKTYPE_RAW } from './link-types.ts';

function fieldsOf(frame: Uint8Array): FrameFields {
  const fields = new FrameFields();
  dissect(frame, 0, frame.length, LINKTYPE_RAW, fields);
  return fields;
}

const chain = (next: number, ...headers: readonly (string | Uint8Array)[]): Uint8Array =>
  ipv6(concat(...headers.map((header) => (typeof header === 'string' ? bytesOf(header) : header))), { next });

describe('IPv6', () => {
  it('walks through hop-by-hop, routing, fragment and destination headers', () => {
    const fields = fieldsOf(chain(0, '2b00 0104 00000000', '2c02 0000 00000000 0000000000000000 0000000000000000', '3c00 0000 00000001', '1100 0104 00000000', UDP));
    expect(fields).toMatchObject({ protocol: 17, sourcePort: 1234, destinationPort: 53, extensionCount: 4, l4Offset: 40 + 8 + 24 + 8 + 8, fragment: ATOMIC_FRAGMENT });
    expect(fields.extensions).toBe(EXTENSION_HOP_BY_HOP | EXTENSION_ROUTING | EXTENSION_FRAGMENT | EXTENSION_DESTINATION);
  });

  it('counts a header that comes twice twice', () => {
    expect(fieldsOf(chain(60, '3c00 0104 00000000', '1100 0104 00000000', UDP))).toMatchObject({ extensionCount: 2, extensions: EXTENSION_DESTINATION });
  });

  it.each([[50, 'ESP'], [51, 'authentication'], [59, 'no next header'], [135, 'mobility'], [139, 'HIP'], [140, 'Shim6']])('ends at header %i (%s)', (next) => {
    expect(fieldsOf(chain(next, '1100 0104 00000000', UDP))).toMatchObject({ protocol: next, l4Offset: 40, sourcePort: -1, extensionCount: 0 });
  });

  it('keeps the addresses of the fixed header, whatever a routing header says', () => {
    expect(fieldsOf(chain(43, '1102 0001 00000000 20010db8000000000000000000000009', UDP))).toMatchObject({ sourceOffset: 8, destinationOffset: 24, sourcePort: 1234 });
  });

  it.each([
    ['fewer bytes than any header has', chain(60, '1100 0104 0000')],
    ['fewer bytes than its length says', chain(60, '1101 0104 00000000', UDP.subarray(0, 7))],
    ['the datagram ending inside it', ipv6(concat(bytesOf('1100 0104 00000000'), UDP), { next: 60, payloadLength: 6 })],
  ])('names a cut extension header as the protocol: %s', (_, datagram) => {
    expect(fieldsOf(datagram)).toMatchObject({ ipVersion: 6, protocol: 60, l4Offset: 40, sourcePort: -1, extensionCount: 0 });
  });

  it('tells first, later and atomic fragments apart', () => {
    expect(fieldsOf(chain(44, '1100 0001 00000001', UDP))).toMatchObject({ fragment: FIRST_FRAGMENT, sourcePort: 1234 });
    for (const offset of ['0008', '8000', 'fff9']) {
      expect(fieldsOf(chain(44, `1100 ${offset} 00000001`, UDP))).toMatchObject({ fragment: LATER_FRAGMENT, sourcePort: -1, protocol: 17, l4Offset: 48 });
    }
    expect(fieldsOf(chain(44, '1100 0000 00000001', UDP))).toMatchObject({ fragment: ATOMIC_FRAGMENT, sourcePort: 1234 });
  });

  it('knows the size of a fragment header, whatever its reserved byte holds', () => {
    expect(fieldsOf(chain(44, '11ff 0006 00000001', UDP))).toMatchObject({ fragment: ATOMIC_FRAGMENT, l4Offset: 48, sourcePort: 1234 });
  });

  it('does not take the payload of a later fragment for headers', () => {
    expect(fieldsOf(chain(44, '3c00 0008 00000001', '1100 0104 00000000', UDP))).toMatchObject({ protocol: 60, extensionCount: 1, l4Offset: 48, sourcePort: -1 });
  });

  it('stays a later fragment when another fragment header says otherwise', () => {
    expect(fieldsOf(chain(44, '2c00 0000 00000001', '1100 0008 00000001', UDP))).toMatchObject({ fragment: LATER_FRAGMENT, extensionCount: 2, sourcePort: -1 });
  });

  it.each([['another version', ipv6(UDP, { first: 0x50 })], ['a header that is cut', ipv6().subarray(0, 39)]])('is not IP with %s', (_, datagram) => {
    expect(fieldsOf(datagram)).toEqual(new FrameFields());
  });

  it('says how much of a cut datagram is there', () => {
    expect(fieldsOf(ipv6(UDP, { payloadLength: 1000 }))).toMatchObject({ l3Length: 1040, l3Captured: 52 });
  });

  it('has no payload where the header says so', () => {
    expect(fieldsOf(ipv6(UDP, { payloadLength: 0 }))).toMatchObject({ l3Length: 40, l3Captured: 40, protocol: 17, sourcePort: -1 });
  });
});

describe('a jumbogram', () => {
  const jumbogram = (options: string): Uint8Array => ipv6(concat(bytesOf(options), UDP), { next: 0, payloadLength: 0 });

  it.each([
    ['alone', '1100 c204 00011170'],
    ['behind padding', '1101 00 0102 0000 00 c204 00011170 0000'],
  ])('has its length from the jumbo option: %s', (_, options) => {
    expect(fieldsOf(jumbogram(options))).toMatchObject({ l3Length: 40 + 70_000, extensionCount: 1, protocol: 17, sourcePort: 1234 });
  });

  it.each([
    ['no such option', '1100 0104 00000000'],
    ['an option of another length', '1100 c202 0001 0000'],
    ['an option that reaches past the header', '1100 0000 0000 c204'],
  ])('has no payload without one: %s', (_, options) => {
    expect(fieldsOf(jumbogram(options))).toMatchObject({ l3Length: 40, protocol: 0, extensionCount: 0, sourcePort: -1 });
  });
});
