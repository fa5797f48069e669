// The captures with expected values from an independent tool lie beside the repository, not in it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

const ROOT = resolve(import.meta.dirname, '../../../../../shared/captures');

/** Why tests against the captures do not run here; empty when they do. */
export const absent: string = existsSync(join(ROOT, 'golden')) ? '' : 'skipped: ../shared/captures is not there';

export interface GoldenPacket {
  readonly n: number;
  readonly ts_ns: string | null;
  readonly caplen: number;
  readonly len: number;
  readonly linktype: number;
  readonly path: string | null;
  readonly v: number | null;
  readonly src: string | null;
  readonly dst: string | null;
  readonly proto: number | null;
  readonly sport: number | null;
  readonly dport: number | null;
}

export interface GoldenFlow {
  readonly v: number;
  readonly src: string;
  readonly dst: string;
  readonly proto: number;
  readonly sport: number | null;
  readonly dport: number | null;
  readonly packets: number;
  readonly bytes: number;
  readonly first: number;
  readonly last: number;
}

export interface GoldenCapture {
  readonly name: string;
  readonly file: string;
  /** 2: the capture is damaged, the golden values are those of the packets before the damage. */
  readonly exit: number;
  readonly packets: () => GoldenPacket[];
  /** Numbers of the packets on which two independent tools differ: nothing is expected of those. */
  readonly disputed: () => Set<number>;
  /** Null for the corpus, which has packets only. */
  readonly flows: (() => GoldenFlow[]) | null;
}

/** The capture `name` of the first folder, for tests that want one in particular. */
export function captureFile(name: string): string {
  return join(ROOT, name);
}

export function goldenCaptures(): GoldenCapture[] {
  if (absent !== '') return [];
  return [...wholeCaptures(ROOT), ...wholeCaptures(join(ROOT, 'derived')), ...corpus()];
}

function wholeCaptures(folder: string): GoldenCapture[] {
  return readdirSync(folder)
    .filter((name) => /\.pcap(ng)?$/.test(name))
    .sort()
    .map((name) => {
      const golden = join(folder, 'golden', name);
      const totals = JSON.parse(readFileSync(`${golden}.json`, 'utf8')) as { tshark_exit: number };
      return {
        name,
        file: join(folder, name),
        exit: totals.tshark_exit,
        packets: () => lines(`${golden}.packets.jsonl.gz`) as GoldenPacket[],
        disputed: () => numbersOf(JSON.parse(readFileSync(`${golden}.disputed.json`, 'utf8')) as Disputed),
        flows: () => lines(`${golden}.flows.jsonl.gz`) as GoldenFlow[],
      };
    });
}

function corpus(): GoldenCapture[] {
  const entries = lines(join(ROOT, 'golden/corpus.jsonl.gz')) as { name: string; tshark_exit: number; records: GoldenPacket[]; disputed: Disputed }[];
  return entries.map(({ name, tshark_exit: exit, records, disputed }) => ({
    name,
    file: join(ROOT, 'corpus', name),
    exit,
    packets: () => records,
    disputed: () => numbersOf(disputed),
    flows: null,
  }));
}

interface Disputed {
  readonly disputed: readonly { readonly n: number }[];
}

function numbersOf({ disputed }: Disputed): Set<number> {
  return new Set(disputed.map(({ n }) => n));
}

function lines(file: string): unknown[] {
  return gunzipSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}
