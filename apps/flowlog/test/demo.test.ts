// The capture that the repository carries: what is known to be in it, since we recorded it.
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { flowLines, runFlowLog } from './support/run-flow-log.ts';

const DEMO = fileURLToPath(new URL('../captures/demo.pcap', import.meta.url));

test('the demo capture shows IPv4 and IPv6, TCP and UDP, right checksums, repeated and late segments', async () => {
  const { text, result, errors } = await runFlowLog([DEMO], { workers: 2 });
  const flows = flowLines(text);
  expect(errors).toEqual([null]);
  expect(result).toMatchObject({ packets: 600, nonIp: 2, flows: 104, unknownLinktypes: [] });
  expect(result.verdict.kept).toBe(true);
  for (const version of [4, 6]) {
    for (const proto of [6, 17]) expect(flows.filter((flow) => flow.version === version && flow.proto === proto).length).toBeGreaterThan(5);
  }
  const total = (of: (flow: (typeof flows)[number]) => number | null): number => flows.reduce((sum, flow) => sum + (of(flow) ?? 0), 0);
  // As tshark counts them, with its checksum validation on.
  expect(total((flow) => flow.ip_checksum_failures + flow.l4_checksum_failures)).toBe(0);
  expect(total((flow) => flow.l4_checksums_verified)).toBe(573);
  expect(total((flow) => flow.tcp_repeated)).toBe(6);
  expect(total((flow) => flow.tcp_out_of_order)).toBe(4);
});
