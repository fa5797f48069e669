// The flow log does not depend on the workers: not on how many there are, not on the burst, and a worker that fails ends the run.
import { describe, expect, test } from 'vitest';
import { absent, captureFile } from './support/golden.ts';
import { runCommand } from './support/run-command.ts';
import { flowLines, runFlowLog } from './support/run-flow-log.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { buildTraffic } from './support/traffic.ts';

const { write } = temporaryFolder();
/** Some flows are hot, many are small, and the order is scattered. */
const flowOf = (index: number): number => (index % 3 === 0 ? 0 : Math.imul(index, 0x9e3779b1) >>> (index % 2 === 0 ? 18 : 26));
const traffic = write('traffic.pcap', buildTraffic({ packets: 30_000, flows: 0, flowOf }));

describe('the flow log', () => {
  test.each(['table', 'jsonl', 'csv'] as const)('is the same to the byte for 1, 2 and 4 workers and any burst: %s', async (format) => {
    const { text: expected, result } = await runFlowLog([traffic], { format, workers: 1 });
    expect(result.packetsPerWorker).toEqual([30_000]);
    for (const [workers, burst] of [
      [2, 32],
      [4, 32],
      [2, 1],
      [4, 256],
    ] as const) {
      const run = await runFlowLog([traffic], { format, workers, burst });
      expect(run.text).toBe(expected);
      expect(run.result.verdict).toMatchObject({ kept: true, total: 0 });
      expect(run.result.packetsPerWorker.reduce((sum, packets) => sum + packets, 0)).toBe(30_000);
    }
  });

  test('is the same for 1, 2 and 4 workers when flows must be given up early, and loses no packet', async () => {
    const runs = [];
    for (const workers of [1, 2, 4]) runs.push(await runFlowLog([traffic], { workers, maxFlows: 500 }));
    const [one] = runs;
    for (const run of runs) {
      expect(run.text).toBe(one?.text);
      expect(run.result.verdict.kept).toBe(true);
      expect(run.result.earlyFlows).toBeGreaterThan(1000);
    }
    const whole = packetsByPort((await runFlowLog([traffic])).text);
    expect(packetsByPort(one?.text ?? '')).toEqual(whole);
  });

  test('gives up the longest idle flow, and starts it again when it goes on', async () => {
    const order = [0, 1, 2, 0, 3, 1];
    const capture = write('early.pcap', buildTraffic({ packets: order.length, flows: 0, flowOf: (index) => order[index]! }));
    const { text, result } = await runFlowLog([capture], { maxFlows: 3 });
    const lines = flowLines(text).map(({ sport, packets, first_packet, last_packet }) => [sport, packets, first_packet, last_packet]);
    // 1 was idle longest when 3 came, then 2 when 1 came back.
    expect(lines).toEqual([
      [1, 1, 2, 2],
      [2, 1, 3, 3],
      [0, 2, 1, 4],
      [3, 1, 5, 5],
      [1, 1, 6, 6],
    ]);
    expect(result).toMatchObject({ flows: 5, earlyFlows: 2 });
  });

  test('says so when flows were written early', async () => {
    const { status, stderr } = await runCommand(['--max-flows', '500', '--output', '/dev/null', traffic]);
    expect(status).toBe(0);
    expect(stderr).toMatch(/^flowlog: warning: [\d,]+ flows written early to keep to --max-flows: a flow that went on has more than one line\n/);
  });

  test.skipIf(absent !== '')(`is the same for 1, 2 and 4 workers on real traffic ${absent}`, async () => {
    const files = ['d01-tls2-manyflows.pcap', 'd02-bacnet-amplification.pcap', 'd22-fuzz-2006-big-endian.pcap'].map(captureFile);
    const { text: expected } = await runFlowLog(files, { workers: 1 });
    for (const workers of [2, 4]) expect((await runFlowLog(files, { workers })).text).toBe(expected);
  });
});

describe('a worker that fails', () => {
  const failing = (kind: string): URL => new URL(`support/workers/${kind}.worker.ts`, import.meta.url);

  test.each([
    ['does not load', 'missing', /^worker \d did not start: .*missing/],
    ['throws before it is ready', 'throws-at-start', /^worker \d did not start: no luck/],
    ['throws in a packet', 'throws-in-a-packet', /^worker \d failed.*: no luck/],
    ['ends by itself', 'exits', /^worker \d ended.* before the distributor was closed/],
  ])('ends the run with its cause when it %s', async (_, kind, message) => {
    await expect(runFlowLog([traffic], { entry: failing(kind), workers: 2 })).rejects.toThrow(message);
  });

  test('ends the command with 3, its cause and no flows', async () => {
    const main = new URL('support/failing-command.ts', import.meta.url);
    const { status, stdout, stderr } = await runCommand(['--workers', '2', traffic], null, main.pathname);
    expect([status, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^flowlog: worker \d failed.*: no luck\n$/);
  });
});

function packetsByPort(text: string): Map<number | null, number> {
  const packets = new Map<number | null, number>();
  for (const flow of flowLines(text)) packets.set(flow.sport, (packets.get(flow.sport) ?? 0) + flow.packets);
  return new Map([...packets].sort(([a], [b]) => (a ?? 0) - (b ?? 0)));
}
