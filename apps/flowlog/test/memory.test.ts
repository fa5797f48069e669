// Memory is bounded by what the options say, not by the length of the capture.
import { open } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ended, startCommand } from './support/run-command.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { buildTraffic } from './support/traffic.ts';

const { path } = temporaryFolder();
const HEADER = 24;
const PACKETS = 10_000;
/** About 10 MB. */
const traffic = buildTraffic({ packets: PACKETS, flows: 1000, payload: 960 });
/** Tells the most memory that the process ever had, in kB. */
const REPORT = 'data:text/javascript,process.on("exit",()=>process.stderr.write(`peak ${process.resourceUsage().maxRSS}`))';

/** Peak memory in MB for a capture of so many times 10 MB. */
async function peakOf(times: number, input: 'file' | 'pipe'): Promise<number> {
  const name = path(`${String(times)}.pcap`);
  const file = await open(name, 'w');
  await file.write(traffic);
  for (let more = 1; more < times; more++) await file.write(traffic, HEADER);
  await file.close();
  const child = startCommand(['--workers', '2', '--output', '/dev/null', input === 'pipe' ? '-' : name], undefined, ['--import', REPORT]);
  if (input === 'pipe') (await open(name)).createReadStream().pipe(child.stdin);
  const { status, stderr } = await ended(child);
  expect(status).toBe(0);
  expect(stderr).toContain(`${(times * PACKETS).toLocaleString('en-US')} packets, `);
  return Number(/peak (\d+)/.exec(stderr)?.[1]) / 1000;
}

test.each(['file', 'pipe'] as const)('a capture thirty times as long takes no more memory: from a %s', async (input) => {
  const short = await peakOf(1, input);
  const long = await peakOf(30, input);
  // The longer one is 290 MB longer. What garbage collection leaves at its leisure is not a matter of the capture's length.
  expect(long - short).toBeLessThan(80);
});
