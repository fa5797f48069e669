// Real captures with expected values from an independent decoder. They are not part of the repository: where the
// folder beside it is absent, the tests that need it say so and are skipped.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

export const SHARED: string = resolve(import.meta.dirname, '../../../../shared');
const CAPTURES = join(SHARED, 'captures');

/** Why the captures cannot be used; empty when they can. */
export const capturesAbsent: string = existsSync(join(CAPTURES, 'golden')) ? '' : '../shared/captures is not there';

export interface ExpectedPacket {
  readonly n: number;
  readonly caplen: number;
  readonly linktype: number;
  /** The layers before the outermost IP header. */
  readonly path: string | null;
  readonly v: 4 | 6 | null;
  readonly src: string | null;
  readonly dst: string | null;
  readonly proto: number | null;
  readonly sport: number | null;
  readonly dport: number | null;
  readonly frag: 'first' | 'later' | 'atomic' | null;
  readonly ext: readonly number[];
}

/** Hashes as hexadecimal digits: the selected one, that of the addresses, that with the ports, the selected one under the symmetric key. */
export interface ExpectedHashes {
  readonly kind: string;
  readonly hash: string;
  readonly l3: string;
  readonly l4: string;
  readonly sym: string;
}

export interface ExpectedCapture {
  readonly name: string;
  readonly file: string;
  readonly packets: readonly ExpectedPacket[];
  /** Undefined for packets that are not IP. */
  readonly hashes: readonly (ExpectedHashes | undefined)[];
  /** Packets on which two decoders differ: nothing is expected of them but that they do no harm. */
  readonly disputed: ReadonlySet<number>;
}

interface Disputed {
  readonly disputed: readonly { readonly n: number }[];
}

interface CorpusFile {
  readonly name: string;
  readonly records: readonly (ExpectedPacket & { readonly rss?: Partial<Record<keyof ExpectedHashes, string | null>> })[];
  readonly disputed: Disputed;
}

const linesOf = (file: string): string[] => gunzipSync(readFileSync(file)).toString('utf8').trimEnd().split('\n').filter(Boolean);
const numbersOf = (disputed: Disputed): Set<number> => new Set(disputed.disputed.map(({ n }) => n));

function capturesIn(folder: string): ExpectedCapture[] {
  return readdirSync(folder)
    .filter((name) => /\.pcap(?:ng)?$/.test(name))
    .map((name) => {
      const golden = join(folder, 'golden', name);
      const hashes = linesOf(`${golden}.rss.csv.gz`)
        .slice(1)
        .map((line) => {
          const [, kind = '', hash = '', l3 = '', l4 = '', sym = ''] = line.split(',');
          return hash === '' ? undefined : { kind, hash, l3, l4, sym };
        });
      const packets = linesOf(`${golden}.packets.jsonl.gz`).map((line) => JSON.parse(line) as ExpectedPacket);
      const disputed = numbersOf(JSON.parse(readFileSync(`${golden}.disputed.json`, 'utf8')) as Disputed);
      return { name, file: join(folder, name), packets, hashes, disputed };
    });
}

function corpus(): ExpectedCapture[] {
  return linesOf(join(CAPTURES, 'golden/corpus.jsonl.gz')).map((line) => {
    const { name, records, disputed } = JSON.parse(line) as CorpusFile;
    const hashes = records.map(({ rss }) =>
      rss?.hash === null || rss?.hash === undefined ? undefined : { kind: rss.kind ?? '', hash: rss.hash, l3: rss.l3 ?? '', l4: rss.l4 ?? '', sym: rss.sym ?? '' },
    );
    return { name, file: join(CAPTURES, 'corpus', name), packets: records, hashes, disputed: numbersOf(disputed) };
  });
}

/** Every capture there is, read when asked for. */
export function expectedCaptures(): ExpectedCapture[] {
  return [...capturesIn(CAPTURES), ...capturesIn(join(CAPTURES, 'derived')), ...corpus()];
}
