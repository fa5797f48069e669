// Every way in which a run of the command ends: what is on standard output, what on standard error, and the exit status.
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { CaptureBuilder } from './support/build-capture.ts';
import { buildFrame } from './support/build-frame.ts';
import { execArgv, mainFile } from './support/entry.ts';
import { ended, runCommand, startCommand } from './support/run-command.ts';
import { flowLines } from './support/run-flow-log.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { buildTraffic } from './support/traffic.ts';

const { path, write } = temporaryFolder();
const RAW_IP = 101;
const frame = buildFrame({ payload: [1, 2, 3] });
const sound = write('sound.pcap', new CaptureBuilder().pcap(RAW_IP).packet(frame, 1).packet(frame, 2).bytes());
const json = ['--format', 'jsonl'];

describe('the command', () => {
  test('writes flows to standard output, the summary to standard error, and ends with 0', async () => {
    const { status, stdout, stderr } = await runCommand([...json, '--workers', '2', sound]);
    expect(status).toBe(0);
    expect(flowLines(stdout)).toMatchObject([{ src: '10.0.0.1', sport: 1000, packets: 2, bytes: 86, tcp_repeated: 1 }]);
    expect(stderr).toMatch(/^2 packets, 86 bytes on the wire, 1 flow, 0 packets not IP\n[\d.]+ s, [\d,]+ packets\/s; worker 0: \d, worker 1: \d\n/);
    expect(stderr).toMatch(/ordering checked on every packet: Exclusive, Ordered and Once were kept\n$/);
  });

  test('reads the capture that comes with it when none is named', async () => {
    const { status, stdout, stderr } = await runCommand([]);
    expect(status).toBe(0);
    expect(stdout.split('\n')).toHaveLength(1 + 104 + 1);
    expect(stderr).toMatch(/^flowlog: no capture named, so this reads the one that comes with it; flowlog --help tells more\n600 packets, /);
  });

  test('says nothing but the flows when it is to be quiet', async () => {
    expect(await runCommand(['--quiet', ...json, sound])).toMatchObject({ status: 0, stderr: '' });
  });

  test('tells its usage and its version', async () => {
    const help = await runCommand(['--help']);
    expect(help).toMatchObject({ status: 0, stderr: '' });
    for (const option of ['--format', '--output', '--workers', '--burst', '--max-flows', '--quiet', '--version']) expect(help.stdout).toContain(option);
    expect(await runCommand(['--version'])).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/^flowlog \d+\.\d+\.\d+\n$/) as string });
  });

  test('ends with 1 when the usage is wrong', async () => {
    const { status, stdout, stderr } = await runCommand(['--format', 'xml', sound]);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe("flowlog: --format is table, jsonl, csv; got 'xml'; flowlog --help tells more\n");
  });

  test('reads standard input, from a pipe and from a file', async () => {
    const expected = (await runCommand([...json, sound])).stdout;
    const piped = await runCommand([...json, '-'], readFileSync(sound));
    expect([piped.status, piped.stdout]).toEqual([0, expected]);
    const redirected = spawnSync(process.execPath, [...execArgv, mainFile, ...json, '-'], { stdio: [openSync(sound, 'r'), 'pipe', 'pipe'], encoding: 'utf8' });
    expect([redirected.status, redirected.stdout]).toEqual([0, expected]);
  });

  test('reads several captures as one, and numbers their packets on', async () => {
    const other = write('other.pcap', new CaptureBuilder().pcap(RAW_IP).packet(buildFrame({ sourcePort: 7 })).packet(frame).bytes());
    const { status, stdout } = await runCommand([...json, sound, other]);
    expect(status).toBe(0);
    expect(flowLines(stdout)).toMatchObject([
      { sport: 1000, packets: 3, first_packet: 1, last_packet: 4 },
      { sport: 7, packets: 1, first_packet: 3, last_packet: 3 },
    ]);
  });

  test('writes the same to a file', async () => {
    const { stdout } = await runCommand([...json, sound]);
    const output = path('flows.jsonl');
    expect(await runCommand([...json, '--quiet', '--output', output, sound])).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(readFileSync(output, 'utf8')).toBe(stdout);
  });

  test('ends with 1 when the output cannot be written', async () => {
    const nowhere = path('no/such/folder');
    expect(await runCommand(['--output', nowhere, sound])).toMatchObject({ status: 1, stdout: '', stderr: `flowlog: ${nowhere}: cannot be written: no such folder\n` });
  });

  test('prints what precedes the damage, then where and what it is, and ends with 2', async () => {
    const bytes = new CaptureBuilder().pcap(RAW_IP).packet(frame).u32(0, 0, 5_000_000, 5_000_000).bytes();
    const damaged = write('damaged.pcap', bytes);
    const { status, stdout, stderr } = await runCommand([...json, damaged]);
    expect(status).toBe(2);
    expect(flowLines(stdout)).toMatchObject([{ packets: 1 }]);
    const reason = 'packet of 5000000 captured bytes, more than the 262144 a capture can have';
    expect(stderr.endsWith(` were kept\nflowlog: ${damaged}: damaged at byte ${String(24 + 16 + 43)}: ${reason}\n`)).toBe(true);
  });

  test('tells the damage of a cut capture from standard input too', async () => {
    const { status, stdout, stderr } = await runCommand([...json, '--quiet', '-'], readFileSync(sound).subarray(0, -1));
    expect(status).toBe(2);
    expect(flowLines(stdout)).toMatchObject([{ packets: 1 }]);
    expect(stderr).toBe('flowlog: standard input: damaged at byte 83: the file ends inside a packet: 58 of 59 bytes are there\n');
  });

  test.each([
    ['is missing', (): string => path('missing.pcap'), 'no such file'],
    ['is empty', (): string => write('empty.pcap', new Uint8Array(0)), 'empty: no capture header'],
    ['is no capture', (): string => write('text.pcap', Buffer.from('hello, world\n')), 'not a pcap or pcapng capture: it starts with the bytes 68 65 6c 6c'],
    ['is compressed', (): string => write('a.gz', Uint8Array.of(0x1f, 0x8b, 8, 0)), 'not a pcap or pcapng capture: it is gzip-compressed; unpack it first: zcat FILE | flowlog -'],
    ['is a folder', (): string => path('.'), 'is a directory'],
  ])('ends with 1 and prints no flows when the only input %s', async (_, make, reason) => {
    const input = make();
    expect(await runCommand([input])).toMatchObject({ status: 1, stdout: '', stderr: `flowlog: ${input}: ${reason}\n` });
  });

  test('ends with 1 when standard input is empty', async () => {
    expect(await runCommand(['-'])).toMatchObject({ status: 1, stdout: '', stderr: 'flowlog: standard input: empty: no capture header\n' });
  });

  test('reads the other inputs when one is unusable; the worst decides the status', async () => {
    const missing = path('missing.pcap');
    const damaged = write('cut.pcap', readFileSync(sound).subarray(0, -1));
    const one = await runCommand(['--quiet', ...json, missing, sound]);
    expect([one.status, flowLines(one.stdout).length, one.stderr]).toEqual([1, 1, `flowlog: ${missing}: no such file\n`]);
    const both = await runCommand(['--quiet', ...json, damaged, missing, sound]);
    expect(both.status).toBe(2);
    expect(flowLines(both.stdout)).toMatchObject([{ packets: 3 }]);
    expect(both.stderr.split('\n').map((line) => line.split(': ')[1])).toEqual([damaged, missing, undefined]);
  });

  test('prints the title line and no flow for a capture without packets', async () => {
    const { status, stdout } = await runCommand([write('header.pcap', new CaptureBuilder().pcap().bytes())]);
    expect([status, stdout.split('\n').length]).toEqual([0, 2]);
    expect(stdout).toMatch(/^PROTO +SOURCE/);
  });

  test('counts packets of a link type that it does not know as not IP, names it, and ends with 0', async () => {
    const capture = new CaptureBuilder().section().interface(105).interface(RAW_IP).interface(9999);
    capture.enhanced(frame, 1n, 0).enhanced(frame, 2n, 1).enhanced(frame, 3n, 2).enhanced(frame, 4n, 0);
    const { status, stdout, stderr } = await runCommand([...json, write('wifi.pcapng', capture.bytes())]);
    expect(status).toBe(0);
    expect(flowLines(stdout)).toMatchObject([{ packets: 1, first_packet: 2 }]);
    expect(stderr).toContain('flowlog: warning: 2 packets of link type 105 (IEEE 802.11), which is not dissected: counted as not IP\n');
    expect(stderr).toContain('flowlog: warning: 1 packet of link type 9999, which is not dissected: counted as not IP\n');
    expect(stderr).toContain('4 packets, 172 bytes on the wire, 1 flow, 3 packets not IP\n');
  });

  test('ends quietly with 0 when nobody reads the flows any more', async () => {
    const many = write('many.pcap', buildTraffic({ packets: 20_000, flows: 20_000, payload: 0 }));
    const child = startCommand([...json, many]);
    child.stdin.end();
    const end = once(child, 'close');
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    await once(child.stdout, 'data');
    child.stdout.destroy();
    expect(await end).toEqual([0, null]);
    expect(stderr).toBe('');
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('reports what it has read when %s comes, and ends with %i', async (signal, expected) => {
    const child = startCommand([...json, '-']);
    const end = ended(child);
    // The last piece can only be taken once most of those before it have been read; then nothing more comes, and nothing ends.
    await new Promise<void>((resolve) => {
      child.stdin.write(buildTraffic({ packets: 100_000, flows: 50 }), () => {
        resolve();
      });
    });
    child.kill(signal);
    const { status, stdout, stderr } = await end;
    expect(status).toBe(expected);
    const flows = flowLines(stdout);
    const packets = flows.reduce((sum, flow) => sum + flow.packets, 0);
    expect(flows).toHaveLength(50);
    expect(packets).toBeGreaterThan(50_000);
    expect(stderr).toContain(`${packets.toLocaleString('en-US')} packets, `);
    expect(stderr).toContain('were kept\n');
    expect(stderr).not.toContain('damaged');
  });

  test('is killed by a second Ctrl-C while it cannot end by itself', async () => {
    const many = write('blocked.pcap', buildTraffic({ packets: 20_000, flows: 20_000, payload: 0 }));
    const child = startCommand([...json, many]);
    child.stdin.end();
    const end = once(child, 'close');
    // The flows do not fit into the pipe and nobody reads on: the command waits for ever.
    await once(child.stdout, 'readable');
    const again = setInterval(() => child.kill('SIGINT'), 100);
    await once(child, 'exit');
    clearInterval(again);
    child.stdout.destroy();
    expect(await end).toEqual([null, 'SIGINT']);
  });
});
