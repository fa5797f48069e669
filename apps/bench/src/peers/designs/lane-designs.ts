// The designs of a lane by name, so that both threads open the same one.
import { FlagReader, FlagWriter } from './flag-in-line.ts';
import { IndexReader } from './index-reader.ts';
import type { LaneReader } from './lane-reader.ts';
import type { LaneWriter } from './lane-writer.ts';
import { PrivateCopy } from './private-copy.ts';
import { PublishEach } from './publish-each.ts';
import { PublishOnce } from './publish-once.ts';

interface Sides {
  readonly writer: (region: SharedArrayBuffer) => LaneWriter;
  readonly reader: (region: SharedArrayBuffer) => LaneReader;
}

export type LaneDesign = 'publish-once' | 'publish-each' | 'private-copy' | 'flag-in-line';

const indexReader = (region: SharedArrayBuffer): LaneReader => new IndexReader(region);

export const laneDesigns: Readonly<Record<LaneDesign, Sides>> = {
  'publish-once': { writer: (region) => new PublishOnce(region), reader: indexReader },
  'publish-each': { writer: (region) => new PublishEach(region), reader: indexReader },
  'private-copy': { writer: (region) => new PrivateCopy(region), reader: indexReader },
  'flag-in-line': { writer: (region) => new FlagWriter(region), reader: (region) => new FlagReader(region) },
};
