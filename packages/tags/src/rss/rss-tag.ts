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

/**
 * A tag function that gives the packets of a flow (of a connection, when `symmetric`) one tag: the hash a network card
 * would spread them by. It allocates nothing per frame and never throws, whatever the frame holds.
 * @throws RangeError or TypeError for options out of range, as `RssHash`
 */
export function rssTag(options: RssTagOptions = {}): FrameTag {
  const rss = new RssHash(options);
  const unhashed = requireInteger('unhashed', options.unhashed ?? 0, 0, 0xffff_ffff);
  const fields = new FrameFields();
  return (bytes, offset, length, linkType) => {
    dissect(bytes, offset, length, linkType, fields);
    return rss.typeOf(fields) === 0 ? unhashed : rss.hash(bytes, fields);
  };
}
