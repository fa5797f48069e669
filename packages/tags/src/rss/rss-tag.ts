import { dissect } from '../dissect/dissect.ts';
import { FrameFields } from '../dissect/frame-fields.ts';
import { requireInteger } from '../require-integer.ts';
import { RssHash } from './rss-hash.ts';
import type { RssOptions } from './rss-hash.ts';

export interface RssTagOptions extends RssOptions {
  /** The tag of every frame that is not hashed: a uint32. They all share it, so they keep their order among each other. Default 0. */
  readonly unhashed?: number;
}

/**
 * The tag of a raw frame, a uint32.
 * @param offset where the frame starts in `bytes`
 * @param length how many bytes of it were captured
 * @param linkType what the frame starts with: a `LINKTYPE_*` number
 */
export type FrameTag = (bytes: Uint8Array, offset: number, length: number, linkType: number) => number;

/** As `FrameTag`, but the tag goes to `tags[index]`. */
export type FrameTagInto = (tags: Uint32Array, index: number, bytes: Uint8Array, offset: number, length: number, linkType: number) => void;

/**
 * A tag function that gives the packets of a flow (of a connection, when `symmetric`) one tag: the hash a network card
 * would spread them by. It never throws, whatever the frame holds, and creates nothing; only V8 boxes a returned tag
 * above 2^31 - 1 where it does not inline the call. `rssTagInto` has no such exception.
 * @throws RangeError or TypeError for options out of range, as `RssHash`
 */
export function rssTag(options: RssTagOptions = {}): FrameTag {
  const signed = signedTag(options);
  return (bytes, offset, length, linkType) => signed(bytes, offset, length, linkType) >>> 0;
}

/** As `rssTag`, for tags that go into a burst: allocates nothing per frame, whoever calls it. */
export function rssTagInto(options: RssTagOptions = {}): FrameTagInto {
  const signed = signedTag(options);
  return (tags, index, bytes, offset, length, linkType) => {
    tags[index] = signed(bytes, offset, length, linkType);
  };
}

/** The tag as an int32. */
function signedTag(options: RssTagOptions): FrameTag {
  const rss = new RssHash(options);
  const unhashed = requireInteger('unhashed', options.unhashed ?? 0, 0, 0xffff_ffff) | 0;
  const fields = new FrameFields();
  return (bytes, offset, length, linkType) => {
    dissect(bytes, offset, length, linkType, fields);
    const hash = rss.signedHash(bytes, fields);
    return hash !== 0 || rss.typeOf(fields) !== 0 ? hash : unhashed;
  };
}
