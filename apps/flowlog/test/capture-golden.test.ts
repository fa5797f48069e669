// Every capture of the shared set and of its corpus: our packets are those of an independent reader.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { absent, goldenCaptures } from './support/golden.ts';
import { readCapture, timeOf } from './support/read-capture.ts';

describe.skipIf(absent !== '')(`packets of real captures ${absent}`, () => {
  test.each(goldenCaptures())('reads the packets of $name as tshark does', (capture) => {
    const { packets, error } = readCapture(readFileSync(capture.file), 1 << 20);
    const expected = capture.packets();
    expect(packets.length).toBe(expected.length);
    const ours = packets.map((packet, index) => ({
      n: index + 1,
      ts_ns: timeOf(packet)?.toString() ?? null,
      caplen: packet.caplen,
      len: packet.wirelen,
      linktype: packet.linktype,
    }));
    const disputed = capture.disputed();
    const undisputed = expected.filter(({ n }) => !disputed.has(n)).map(({ n, ts_ns, caplen, len, linktype }) => ({ n, ts_ns, caplen, len, linktype }));
    expect(ours.filter(({ n }) => !disputed.has(n))).toEqual(undisputed);
    if (capture.exit === 0) expect(error).toBeNull();
    else expect(error?.kind).toBe('damaged');
  });
});
