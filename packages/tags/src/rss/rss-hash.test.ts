import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { bytesOf, concat, ipv4, ipv6, SCTP, TCP, UDP, uint16s } from '../../test/build-frame.ts';
import { dissect } from '../dissect/dissect.ts';
import { FrameFields } from '../dissect/frame-fields.ts';
import { LINKTYPE_RAW } from '../dissect/link-types.ts';
import { ToeplitzHash } from '../toeplitz/toeplitz-hash.ts';
import { MICROSOFT_KEY } from '../toeplitz/toeplitz-key.ts';
import { RssHash } from './rss-hash.ts';
import {
  RSS_ALL,
  RSS_IPV4,
  RSS_IPV4_SCTP,
  RSS_IPV4_TCP,
  RSS_IPV4_UDP,
  RSS_IPV6,
  RSS_IPV6_EX,
  RSS_IPV6_SCTP,
  RSS_IPV6_SCTP_EX,
  RSS_IPV6_TCP,
  RSS_IPV6_TCP_EX,
  RSS_IPV6_UDP,
  RSS_IPV6_UDP_EX,
  RSS_PORTS,
} from './rss-types.ts';

function fieldsOf(datagram: Uint8Array): FrameFields {
  const fields = new FrameFields();
  dissect(datagram, 0, datagram.length, LINKTYPE_RAW, fields);
  return fields;
}

const options = bytesOf('3c00 0104 0000 0000');
/** Destination options, then the transport header that `next` names. */
const behindOptions = (next: number, payload: Uint8Array): Uint8Array => ipv6(concat(Uint8Array.of(next, 0), options.subarray(2), payload), { next: 60 });
const fragment6 = (position: number): Uint8Array => ipv6(concat(Uint8Array.of(17, 0), uint16s(position, 0, 1), UDP), { next: 44 });

// Packet, the types that may apply, in the order in which they do.
const rows: readonly (readonly [string, Uint8Array, readonly number[]])[] = [
  ['IPv4 TCP', ipv4(TCP, { protocol: 6 }), [RSS_IPV4_TCP, RSS_IPV4]],
  ['IPv4 UDP', ipv4(), [RSS_IPV4_UDP, RSS_IPV4]],
  ['IPv4 SCTP', ipv4(SCTP, { protocol: 132 }), [RSS_IPV4_SCTP, RSS_IPV4]],
  ['IPv4 ICMP', ipv4(UDP, { protocol: 1 }), [RSS_IPV4]],
  ['a first IPv4 fragment', ipv4(UDP, { flags: 0x2000 }), [RSS_IPV4]],
  ['a later IPv4 fragment', ipv4(UDP, { flags: 0x0010 }), [RSS_IPV4]],
  ['IPv4 UDP cut before its ports', ipv4(UDP.subarray(0, 3)), [RSS_IPV4]],
  ['IPv6 TCP', ipv6(TCP, { next: 6 }), [RSS_IPV6_TCP, RSS_IPV6]],
  ['IPv6 UDP', ipv6(), [RSS_IPV6_UDP, RSS_IPV6]],
  ['IPv6 SCTP', ipv6(SCTP, { next: 132 }), [RSS_IPV6_SCTP, RSS_IPV6]],
  ['ICMPv6', ipv6(UDP, { next: 58 }), [RSS_IPV6]],
  ['TCP behind an extension header', behindOptions(6, TCP), [RSS_IPV6_TCP_EX, RSS_IPV6_EX, RSS_IPV6]],
  ['UDP behind an extension header', behindOptions(17, UDP), [RSS_IPV6_UDP_EX, RSS_IPV6_EX, RSS_IPV6]],
  ['SCTP behind an extension header', behindOptions(132, SCTP), [RSS_IPV6_SCTP_EX, RSS_IPV6_EX, RSS_IPV6]],
  ['ICMPv6 behind an extension header', behindOptions(58, UDP), [RSS_IPV6_EX, RSS_IPV6]],
  ['a first IPv6 fragment', fragment6(1), [RSS_IPV6_EX, RSS_IPV6]],
  ['a later IPv6 fragment', fragment6(8), [RSS_IPV6_EX, RSS_IPV6]],
  ['an atomic IPv6 fragment', fragment6(0), [RSS_IPV6_UDP_EX, RSS_IPV6_EX, RSS_IPV6]],
  ['what is not IP', bytesOf('50000000'), []],
];

describe('the type that applies', () => {
  it('is the first of its row that is in the set, for every set of types', () => {
    const packets = rows.map(([name, datagram, order]) => ({ name, order, fields: fieldsOf(datagram) }));
    for (let types = 1; types <= RSS_ALL; types++) {
      const rss = new RssHash({ types });
      for (const { name, order, fields } of packets) {
        const expected = order.find((type) => (types & type) !== 0) ?? 0;
        if (rss.typeOf(fields) !== expected) expect.fail(`${name}, types ${types}: ${rss.typeOf(fields)} instead of ${expected}`);
      }
    }
  });

  it('decides what is hashed: addresses and ports, or the addresses alone', () => {
    const toeplitz = new ToeplitzHash(MICROSOFT_KEY);
    for (const [name, datagram, order] of rows) {
      const fields = fieldsOf(datagram);
      const addresses = datagram.subarray(fields.sourceOffset, fields.sourceOffset + 2 * fields.addressLength);
      const ports = uint16s(fields.sourcePort, fields.destinationPort);
      for (const type of order) {
        const input = (type & RSS_PORTS) !== 0 ? concat(addresses, ports) : addresses;
        expect(new RssHash({ types: type }).hash(datagram, fields), name).toBe(toeplitz.hash(input, 0, input.length));
      }
    }
  });

  it('hashes nothing where none applies', () => {
    const datagram = ipv4();
    expect(new RssHash({ types: RSS_IPV6 }).hash(datagram, fieldsOf(datagram))).toBe(0);
  });

  it('hashes the ports where IPv4 options keep them away from the addresses', () => {
    const plain = ipv4();
    const optioned = ipv4(UDP, { options: bytesOf('01010101 01010101') });
    const rss = new RssHash();
    expect(rss.hash(optioned, fieldsOf(optioned))).toBe(rss.hash(plain, fieldsOf(plain)));
  });
});

describe('symmetric tags', () => {
  const hex = (length: number): fc.Arbitrary<string> =>
    // Few values, so that equal addresses and addresses with equal beginnings are met.
    fc.array(fc.constantFrom('00', '01', 'fe'), { minLength: length, maxLength: length }).map((bytes) => bytes.join(''));
  const port = fc.constantFrom(0, 1, 255, 256, 53, 0xffff);
  const ends = (length: number): fc.Arbitrary<[string, string, number, number]> => fc.tuple(hex(length), hex(length), port, port);

  function hashOf(rss: RssHash, version: 4 | 6, protocol: number, source: string, destination: string, sourcePort: number, destinationPort: number): number {
    const payload = concat(uint16s(sourcePort, destinationPort), bytesOf('0000 0000 0000 0000'));
    const datagram = version === 4 ? ipv4(payload, { protocol, source, destination }) : ipv6(payload, { next: protocol, source, destination });
    return rss.hash(datagram, fieldsOf(datagram));
  }

  it.each([[4, 17], [4, 1], [6, 6], [6, 58]] as const)('are equal in both directions: IPv%i, protocol %i', (version, protocol) => {
    const rss = new RssHash({ symmetric: true });
    fc.assert(
      fc.property(ends(version === 4 ? 4 : 16), ([a, b, p, q]) => {
        expect(hashOf(rss, version, protocol, b, a, q, p)).toBe(hashOf(rss, version, protocol, a, b, p, q));
      }),
      { numRuns: 300, seed: 4 },
    );
  });

  it.each([4, 6] as const)('are the plain hash of the ends in ascending order: IPv%i', (version) => {
    const rss = new RssHash({ symmetric: true });
    const plain = new RssHash();
    fc.assert(
      fc.property(ends(version === 4 ? 4 : 16), ([a, b, p, q]) => {
        const [first, second] = [[a, p], [b, q]].sort((x, y) => (x[0] === y[0] ? Number(x[1]) - Number(y[1]) : String(x[0]) < String(y[0]) ? -1 : 1));
        const expected = hashOf(plain, version, 6, String(first![0]), String(second![0]), Number(first![1]), Number(second![1]));
        expect(hashOf(rss, version, 6, a, b, p, q)).toBe(expected);
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it('sort ends, not addresses and ports apart: crossing the ports is another flow', () => {
    const rss = new RssHash({ symmetric: true });
    expect(hashOf(rss, 4, 6, '0a000001', '0a000002', 80, 90)).not.toBe(hashOf(rss, 4, 6, '0a000001', '0a000002', 90, 80));
  });
});

describe('RssHash options', () => {
  it('asks for a key as long as its types need, and no longer', () => {
    for (const [types, length] of [[RSS_IPV4, 12], [RSS_IPV4 | RSS_IPV4_TCP, 16], [RSS_IPV6, 36], [RSS_ALL, 40]] as const) {
      expect(new RssHash({ types, key: new Uint8Array(length).fill(1) }).types).toBe(types);
      expect(() => new RssHash({ types, key: new Uint8Array(length - 1) })).toThrow(`got ${length - 1}`);
    }
  });

  it.each([0, -1, 0x1000, 1.5, Number.NaN])('refuses types that do not exist: %d', (types) => {
    expect(() => new RssHash({ types })).toThrow(/types must be/);
  });
});
