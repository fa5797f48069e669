// Prints by how many bytes the heap grows while 200,000 packets go through the function that the first argument names,
// once V8 has optimised it: the least growth of many rounds.
import { dissect, FrameFields, LINKTYPE_ETHERNET, MICROSOFT_KEY, RedirectionTable, RssHash, rssTagInto, ToeplitzHash } from '../src/index.ts';
import { ethernet, ipv4, ipv6, TCP } from './build-frame.ts';

const ROUNDS = 100;
/** What the measuring itself costs. */
const SETTLED = 10_000;
const PACKETS = 256;
const FRAME = 128;
const FRAMES = 256;
const BURSTS = 800;

const bytes = new Uint8Array(FRAME * FRAMES);
for (let i = 0; i < FRAMES; i++) {
  const address = i.toString(16).padStart(2, '0');
  const datagram = i % 2 === 0 ? ipv4(TCP, { protocol: 6, source: `0a0000${address}` }) : ipv6(TCP, { next: 6, destination: `${'20010db8'.repeat(3)}000000${address}` });
  bytes.set(ethernet(i % 2 === 0 ? 0x0800 : 0x86dd, datagram), FRAME * i);
}
const offsetOf = (packet: number): number => FRAME * (packet % FRAMES);

const toeplitz = new ToeplitzHash(MICROSOFT_KEY);
const fields = new FrameFields();
const rss = new RssHash();
const tagInto = rssTagInto();
const symmetricTagInto = rssTagInto({ symmetric: true });
const table = new RedirectionTable(128, 16);
const kept: object[] = [];
const tags = new Uint32Array(PACKETS);

const runs: Readonly<Record<string, () => void>> = {
  'a hash': () => {
    for (let i = 0; i < PACKETS; i++) tags[i] = toeplitz.part(0, bytes, offsetOf(i), i % 2 === 0 ? 12 : 36);
  },
  'a hash of dissected fields': () => {
    for (let i = 0; i < PACKETS; i++) {
      dissect(bytes, offsetOf(i), FRAME, LINKTYPE_ETHERNET, fields);
      tags[i] = rss.signedHash(bytes, fields);
    }
  },
  'a dissection': () => {
    for (let i = 0; i < PACKETS; i++) tags[i] = dissect(bytes, offsetOf(i), FRAME, LINKTYPE_ETHERNET, fields);
  },
  'a tag': () => {
    for (let i = 0; i < PACKETS; i++) tagInto(tags, i, bytes, offsetOf(i), FRAME, LINKTYPE_ETHERNET);
  },
  'a symmetric tag': () => {
    for (let i = 0; i < PACKETS; i++) symmetricTagInto(tags, i, bytes, offsetOf(i), FRAME, LINKTYPE_ETHERNET);
  },
  'a look-up of a queue': () => {
    for (let i = 0; i < PACKETS; i++) tags[i] = table.queueOf(tags[i]! ^ 0xffff_ffff);
  },
  'an object': () => {
    for (let i = 0; i < PACKETS; i++) kept[i % 1000] = { i };
  },
};

const run = runs[process.argv[2] ?? ''];
if (run === undefined) throw new RangeError(`unknown: ${String(process.argv[2])}`);
let least = Infinity;
for (let round = 0; round < ROUNDS && least > SETTLED; round++) {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  for (let burst = 0; burst < BURSTS; burst++) run();
  const growth = process.memoryUsage().heapUsed - before;
  if (growth >= 0) least = Math.min(least, growth);
}
console.log(least);
