import { describeVerdict } from '@dist/testing/live';
import { describeLinktype } from '../capture/link-types.ts';
import type { RunResult } from '../run/flow-log.ts';
import { formatBytes, formatCount, formatCounted, formatRate } from './format-number.ts';

/** What follows the flow log on standard error: what was done, by whom, how fast, and whether the promises were kept. */
export function summaryText(result: RunResult): string {
  const { packets, bytes, nonIp, flows, seconds, packetsPerWorker, verdict } = result;
  const lines = [
    `${formatCounted(packets, 'packet')}, ${formatBytes(bytes)} on the wire, ${formatCounted(flows, 'flow')}, ${formatCounted(nonIp, 'packet')} not IP`,
    `${seconds.toFixed(3)} s, ${formatRate(packets, seconds)}; ${packetsPerWorker.map((count, worker) => `worker ${String(worker)}: ${formatCount(count)}`).join(', ')}`,
    verdict.kept ? 'ordering checked on every packet: Exclusive, Ordered and Once were kept' : `ordering ${describeVerdict(verdict)}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** What the user should know although the run went on; each without the command's name. */
export function warnings(result: RunResult): string[] {
  const unknown = result.unknownLinktypes.map(
    ([linktype, packets]) => `${formatCounted(packets, 'packet')} of link type ${describeLinktype(linktype)}, which is not dissected: counted as not IP`,
  );
  if (result.earlyFlows === 0) return unknown;
  const early = `${formatCounted(result.earlyFlows, 'flow')} written early to keep to --max-flows: a flow that went on has more than one line`;
  return [...unknown, early];
}
