import { describe, expect, it } from 'vitest';

import { ethernet, ipv4 } from '../../test/build-frame.ts';
import { LINKTYPE_ETHERNET } from '../dissect/link-types.ts';
import { RSS_IPV4, RSS_IPV6 } from './rss-types.ts';
import { rssTag, rssTagInto } from './rss-tag.ts';

const frame = ethernet(0x0800, ipv4());
const arp = ethernet(0x0806, new Uint8Array(28));

describe('rssTag', () => {
  it('tags a frame wherever it lies in the bytes', () => {
    const tag = rssTag();
    const expected = tag(frame, 0, frame.length, LINKTYPE_ETHERNET);
    expect(expected).toBeGreaterThan(0);
    const bytes = new Uint8Array(frame.length + 33).fill(0xff);
    bytes.set(frame, 17);
    expect(tag(bytes, 17, frame.length, LINKTYPE_ETHERNET)).toBe(expected);
  });

  it('gives both directions one tag when asked to', () => {
    const back = ethernet(0x0800, ipv4(Uint8Array.of(0, 53, 4, 210, 0, 8, 0, 0), { source: '0a000002', destination: '0a000001' }));
    const [oneWay, symmetric] = [rssTag(), rssTag({ symmetric: true })];
    expect(symmetric(back, 0, back.length, LINKTYPE_ETHERNET)).toBe(symmetric(frame, 0, frame.length, LINKTYPE_ETHERNET));
    expect(oneWay(back, 0, back.length, LINKTYPE_ETHERNET)).not.toBe(oneWay(frame, 0, frame.length, LINKTYPE_ETHERNET));
  });

  it('gives everything that is not hashed one tag of the user’s choice', () => {
    const tag = rssTag({ types: RSS_IPV6, unhashed: 0xffff_fffe });
    expect(tag(frame, 0, frame.length, LINKTYPE_ETHERNET)).toBe(0xffff_fffe);
    expect(tag(arp, 0, arp.length, LINKTYPE_ETHERNET)).toBe(0xffff_fffe);
    expect(tag(frame, 0, 0, LINKTYPE_ETHERNET)).toBe(0xffff_fffe);
    expect(rssTag()(arp, 0, arp.length, LINKTYPE_ETHERNET)).toBe(0);
  });

  it.each([[{}], [{ symmetric: true }], [{ types: RSS_IPV6, unhashed: 0xffff_fffe }]])('writes into a burst what it returns: %o', (options) => {
    const tags = new Uint32Array(3);
    rssTagInto(options)(tags, 1, frame, 0, frame.length, LINKTYPE_ETHERNET);
    expect([...tags]).toEqual([0, rssTag(options)(frame, 0, frame.length, LINKTYPE_ETHERNET), 0]);
  });

  it('does not take a hash of zero for "not hashed"', () => {
    const tag = rssTag({ key: new Uint8Array(12), types: RSS_IPV4, unhashed: 7 });
    expect(tag(frame, 0, frame.length, LINKTYPE_ETHERNET)).toBe(0);
    expect(tag(arp, 0, arp.length, LINKTYPE_ETHERNET)).toBe(7);
  });

  it('refuses options out of range when it is made', () => {
    expect(() => rssTag({ unhashed: 2 ** 32 })).toThrow('got 4294967296');
    expect(() => rssTag({ types: 0 })).toThrow(RangeError);
  });
});
