// The tag functions of @dist/tags pass the kit that writers of tag functions use.
import { LINKTYPE_ETHERNET, rssTag } from '@dist/tags';
import { Random, tagFunctionContract } from '@dist/testing';
import { describe, it } from 'vitest';

type Ends = readonly [source: number, sourcePort: number, destination: number, destinationPort: number];

/** Ethernet, IPv4, UDP. */
function frameOf([source, sourcePort, destination, destinationPort]: Ends): Uint8Array {
  const frame = new Uint8Array(42);
  const view = new DataView(frame.buffer);
  view.setUint16(12, 0x0800);
  view.setUint32(14, 0x4500_001c);
  view.setUint16(22, 0x4011);
  view.setUint32(26, source);
  view.setUint32(30, destination);
  view.setUint16(34, sourcePort);
  view.setUint16(36, destinationPort);
  view.setUint16(38, 8);
  return frame;
}

function endsOf(frame: Uint8Array): [source: string, destination: string] {
  const view = new DataView(frame.buffer, frame.byteOffset);
  if (frame.length < 42) return ['not IP', ''];
  return [`${view.getUint32(26)}:${view.getUint16(34)}`, `${view.getUint32(30)}:${view.getUint16(36)}`];
}

const random = new Random(7);
const flows = Array.from({ length: 2000 }, (): Ends => [random.next(), random.below(0x1_0000), random.next(), random.below(0x1_0000)]);
const packets = [...flows, ...flows].map(frameOf);
const answers = flows.map(([source, sourcePort, destination, destinationPort]) => frameOf([destination, destinationPort, source, sourcePort]));
const edges = [0, 1, 13, 14, 20, 33].map((length) => frameOf(flows[0]!).subarray(0, length));
const [tag, symmetric] = [rssTag(), rssTag({ symmetric: true })];

describe.each([
  ['rssTag', tagFunctionContract({ tag: (frame) => tag(frame, 0, frame.length, LINKTYPE_ETHERNET), key: (frame) => endsOf(frame).join(), packets, edges })],
  [
    'rssTag, symmetric',
    tagFunctionContract({
      tag: (frame) => symmetric(frame, 0, frame.length, LINKTYPE_ETHERNET),
      key: (frame) => endsOf(frame).sort().join(),
      packets: [...packets, ...answers],
      edges,
    }),
  ],
])('%s', (_, cases) => {
  it.each(cases.map(({ name, run }) => [name, run] as const))('%s', (_, run) => run());
});
