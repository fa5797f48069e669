// The flows of every capture of the shared set are those of an independent tool, worked out by real threads, the same for 1, 2 and 4.
import { describe, expect, test } from 'vitest';
import { absent, goldenCaptures } from './support/golden.ts';
import type { GoldenFlow } from './support/golden.ts';
import { flowLines, runFlowLog } from './support/run-flow-log.ts';

function byFirst(a: GoldenFlow, b: GoldenFlow): number {
  return a.first - b.first;
}

describe.skipIf(absent !== '')(`flows of real captures ${absent}`, () => {
  test.each(goldenCaptures().filter(({ flows }) => flows !== null))('finds the flows of $name as tshark does', async (capture) => {
    const { text, result, errors } = await runFlowLog([capture.file], { workers: 2 });
    const ours = flowLines(text).map(({ version, src, dst, proto, sport, dport, packets, bytes, first_packet: first, last_packet: last }) => ({
      v: version,
      src,
      dst,
      proto,
      sport,
      dport,
      packets,
      bytes,
      first,
      last,
    }));
    expect(ours).toEqual(capture.flows?.().sort(byFirst));
    expect(errors.map((error) => error?.kind)).toEqual([capture.exit === 0 ? undefined : 'damaged']);
    expect(result.verdict).toMatchObject({ kept: true, total: 0 });
    const packets = capture.packets();
    expect(result.packets).toBe(packets.length);
    expect(result.nonIp).toBe(packets.filter(({ v }) => v === null).length);
    expect(result.packetsPerWorker.reduce((sum, count) => sum + count, 0)).toBe(result.packets - result.nonIp);
    const times = new Map(packets.map(({ n, ts_ns }) => [n, ts_ns]));
    const disputed = capture.disputed();
    for (const { first, last, first_packet, last_packet } of flowLines(text)) {
      if (!disputed.has(first_packet)) expect(nanoseconds(first)).toBe(times.get(first_packet));
      if (!disputed.has(last_packet)) expect(nanoseconds(last)).toBe(times.get(last_packet));
    }
  });
});

/** From our ISO text back to nanoseconds since 1970. */
function nanoseconds(text: string | null): string | null {
  if (text === null) return null;
  const [whole, fraction] = text.slice(0, -1).split('.');
  return String(BigInt(Date.parse(`${whole ?? ''}Z`) / 1000) * 1_000_000_000n + BigInt(fraction ?? ''));
}
