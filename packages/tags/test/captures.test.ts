// Dissection and tags of real traffic, packet by packet, against the values that tshark and DPDK's hash give.
import { readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { describe, expect, it } from 'vitest';

import { dissect } from '../src/dissect/dissect.ts';
import { EXTENSION_DESTINATION, EXTENSION_FRAGMENT, EXTENSION_HOP_BY_HOP, EXTENSION_ROUTING } from '../src/dissect/extension-headers.ts';
import { FrameFields } from '../src/dissect/frame-fields.ts';
import { LINKTYPE_RAW, LINKTYPE_RAW_BSD } from '../src/dissect/link-types.ts';
import { RssHash } from '../src/rss/rss-hash.ts';
import { rssTag } from '../src/rss/rss-tag.ts';
import { RSS_IPV4, RSS_IPV6, RSS_PORTS } from '../src/rss/rss-types.ts';
import { ToeplitzHash } from '../src/toeplitz/toeplitz-hash.ts';
import { MICROSOFT_KEY, SYMMETRIC_KEY } from '../src/toeplitz/toeplitz-key.ts';
import { readCapture } from './capture-reader.ts';
import type { CapturedFrame } from './capture-reader.ts';
import { capturesAbsent, expectedCaptures } from './expected-values.ts';
import type { ExpectedCapture, ExpectedHashes, ExpectedPacket } from './expected-values.ts';

/** Layers that the README declares unsupported; tshark finds IP behind them, we say "not IP". */
const UNSUPPORTED = /(?:^|:)(?:fddi|chdlc|vntag|macsec|pw\w+|ieee8021ah)(?::|$)/;
const NOT_IP: Partial<ExpectedPacket> = { v: null, src: null, dst: null, proto: null, sport: null, dport: null, frag: null, ext: [] };
const EXTENSION_BITS = new Map([[0, EXTENSION_HOP_BY_HOP], [43, EXTENSION_ROUTING], [44, EXTENSION_FRAGMENT], [60, EXTENSION_DESTINATION]]);
const FRAGMENTS = [null, 'first', 'later', 'atomic'] as const;

/** An address as its bytes in hexadecimal, from the usual text. */
function addressOf(text: string): string {
  if (!isIPv6(text)) return text.split('.').map((part) => Number(part).toString(16).padStart(2, '0')).join('');
  const [head = '', tail] = text.split('::').map((side) => side.split(':').filter(Boolean).map((part) => part.padStart(4, '0')).join(''));
  return tail === undefined ? head : head + '0'.repeat(32 - head.length - tail.length) + tail;
}

/** What was found, in the words of the expected values. */
function found({ bytes, linkType }: CapturedFrame, fields: FrameFields): Record<string, unknown> {
  const address = (offset: number): string => Buffer.from(bytes.subarray(offset, offset + fields.addressLength)).toString('hex');
  const isIp = fields.ipVersion !== 0;
  return {
    caplen: bytes.length,
    linktype: linkType === LINKTYPE_RAW_BSD ? LINKTYPE_RAW : linkType,
    v: isIp ? fields.ipVersion : null,
    src: isIp ? address(fields.sourceOffset) : null,
    dst: isIp ? address(fields.destinationOffset) : null,
    proto: isIp ? fields.protocol : null,
    sport: fields.sourcePort < 0 ? null : fields.sourcePort,
    dport: fields.destinationPort < 0 ? null : fields.destinationPort,
    frag: FRAGMENTS[fields.fragment],
    extensions: fields.extensions,
    extensionCount: fields.extensionCount,
  };
}

function expected(packet: ExpectedPacket): Record<string, unknown> {
  const { caplen, linktype, v, src, dst, proto, sport, dport, frag, ext } = UNSUPPORTED.test(packet.path ?? '') ? { ...packet, ...NOT_IP } : packet;
  return {
    caplen,
    linktype,
    v,
    src: src === null ? null : addressOf(src),
    dst: dst === null ? null : addressOf(dst),
    proto,
    sport,
    dport,
    frag,
    extensions: ext.reduce((bits, header) => bits | EXTENSION_BITS.get(header)!, 0),
    extensionCount: ext.length,
  };
}

const hex = (hash: number): string => hash.toString(16).padStart(8, '0');
const rss = new RssHash();
const addressesOnly = new RssHash({ types: RSS_IPV4 | RSS_IPV6 });
const symmetric = new RssHash({ key: SYMMETRIC_KEY });
const toeplitz = new ToeplitzHash(MICROSOFT_KEY);
const tag = rssTag();

/** The hashes of a packet, each by the way a user would take to it. */
function hashesOf(bytes: Uint8Array, fields: FrameFields): ExpectedHashes {
  const source = fields.sourceOffset;
  const ports = Buffer.from([fields.sourcePort >> 8, fields.sourcePort & 255, fields.destinationPort >> 8, fields.destinationPort & 255]);
  const tuple = Buffer.concat([bytes.subarray(source, source + 2 * fields.addressLength), ports]);
  return {
    kind: (rss.typeOf(fields) & RSS_PORTS) !== 0 ? 'l4' : 'l3',
    hash: hex(rss.hash(bytes, fields)),
    l3: hex(addressesOnly.hash(bytes, fields)),
    l4: fields.sourcePort < 0 ? '' : hex(toeplitz.hash(tuple, 0, tuple.length)),
    sym: hex(symmetric.hash(bytes, fields)),
  };
}

/** Compares every packet of a capture; how many were compared. */
function compare(capture: ExpectedCapture): number {
  const frames = readCapture(readFileSync(capture.file));
  const fields = new FrameFields();
  let compared = 0;
  expect(frames.length).toBe(capture.packets.length);
  for (const [i, packet] of capture.packets.entries()) {
    const frame = frames[i]!;
    const { bytes, linkType } = frame;
    dissect(bytes, 0, bytes.length, linkType, fields);
    const tagged = tag(bytes, 0, bytes.length, linkType);
    if (capture.disputed.has(packet.n)) continue;
    const where = `${capture.name} packet ${packet.n}`;
    expect(found(frame, fields), where).toEqual(expected(packet));
    const hashes = UNSUPPORTED.test(packet.path ?? '') ? undefined : capture.hashes[i];
    expect(fields.ipVersion === 0 ? undefined : hashesOf(bytes, fields), where).toEqual(hashes);
    expect(hex(tagged), where).toBe(hashes?.hash ?? '00000000');
    compared++;
  }
  return compared;
}

describe('real captures', () => {
  it('are dissected and hashed as tshark and DPDK do it, packet by packet', (context) => {
    if (capturesAbsent !== '') context.skip(capturesAbsent);
    const captures = expectedCaptures();
    const packets = captures.reduce((sum, { packets: { length } }) => sum + length, 0);
    const disputed = captures.reduce((sum, capture) => sum + capture.disputed.size, 0);
    expect(captures.length).toBeGreaterThan(100);
    const compared = captures.reduce((sum, capture) => sum + compare(capture), 0);
    expect(compared).toBe(packets - disputed);
    expect(compared).toBeGreaterThan(30_000);
  });
});
