// The tiny protocol and malformed captures of the shared set, in one run: nothing throws, nothing hangs, and the flows are those of the
// packets as an independent tool decodes them.
import { describe, expect, test } from 'vitest';
import { absent, goldenCaptures } from './support/golden.ts';
import type { GoldenPacket } from './support/golden.ts';
import { flowLines, runFlowLog } from './support/run-flow-log.ts';

/** Link layers in which tshark finds IP and the dissection declares that it does not look. */
const UNDISSECTED = /vntag|macsec|fddi|chdlc|pw/;

function isExpected(packet: GoldenPacket): boolean {
  return packet.v !== null && !UNDISSECTED.test(packet.path ?? '');
}

function keyOf(flow: { v: number | null; src: string | null; dst: string | null; proto: number | null; sport: number | null; dport: number | null }): string {
  return [flow.v, flow.src, flow.dst, flow.proto, flow.sport, flow.dport].join(' ');
}

describe.skipIf(absent !== '')(`the corpus ${absent}`, () => {
  const corpus = goldenCaptures().filter(({ flows }) => flows === null);

  test('gives the flows of all undisputed captures, read as one', async () => {
    const captures = corpus.filter(({ disputed }) => disputed().size === 0);
    expect(captures.length).toBeGreaterThan(100);
    const expected = new Map<string, { packets: number; bytes: number; first: number; last: number }>();
    let number = 0;
    for (const packet of captures.flatMap(({ packets }) => packets())) {
      number++;
      if (!isExpected(packet)) continue;
      const flow = expected.get(keyOf(packet)) ?? { packets: 0, bytes: 0, first: number, last: 0 };
      expected.set(keyOf(packet), { packets: flow.packets + 1, bytes: flow.bytes + packet.len, first: flow.first, last: number });
    }
    const { text, result, errors } = await runFlowLog(captures.map(({ file }) => file), { workers: 2 });
    const ours = flowLines(text).map((flow) => [
      keyOf({ ...flow, v: flow.version }),
      { packets: flow.packets, bytes: flow.bytes, first: flow.first_packet, last: flow.last_packet },
    ]);
    expect(ours).toEqual([...expected]);
    expect(result.packets).toBe(number);
    expect(result.verdict.kept).toBe(true);
    expect(errors.map((error) => error === null)).toEqual(captures.map(({ exit }) => exit === 0));
  });

  test('survives all captures, the disputed ones too', async () => {
    const { result } = await runFlowLog(corpus.map(({ file }) => file), { workers: 1 });
    expect(result.packets).toBe(corpus.reduce((sum, { packets }) => sum + packets().length, 0));
    expect(result.verdict.kept).toBe(true);
  });
});
