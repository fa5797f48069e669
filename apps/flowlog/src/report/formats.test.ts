import { describe, expect, test } from 'vitest';
import type { FlowRecord } from '../flow/flow-record.ts';
import { AsciiWriter } from './ascii-writer.ts';
import { createFormat } from './create-format.ts';
import type { FormatName } from './report-format.ts';
import { formatTcpFlags } from './tcp-flags.ts';

const tcp: FlowRecord = {
  version: 6,
  source: '2001:db8::1',
  destination: '::1',
  protocol: 6,
  sourcePort: 50_802,
  destinationPort: 443,
  packets: 12,
  bytes: 3456,
  firstPacket: 1,
  lastPacket: 20,
  first: { seconds: 1_429_518_024, nanoseconds: 29_122_000 },
  last: { seconds: 1_429_518_025, nanoseconds: 29_122_001 },
  ipChecksumFailures: 0,
  checksumsVerified: 12,
  checksumFailures: 1,
  tcp: { flags: 0x1a, repeated: 2, outOfOrder: 3 },
};
const gre: FlowRecord = {
  ...tcp,
  version: 4,
  source: '10.0.0.1',
  destination: '10.0.0.2',
  protocol: 47,
  sourcePort: null,
  destinationPort: null,
  first: null,
  last: null,
  ipChecksumFailures: 4,
  checksumsVerified: 0,
  checksumFailures: 0,
  tcp: null,
};

function write(name: FormatName): string {
  const format = createFormat(name);
  const into = new AsciiWriter(1024);
  format.begin(into, [tcp, gre]);
  format.line(into, tcp);
  format.line(into, gre);
  return Buffer.from(into.bytes).toString('latin1');
}

describe('formats', () => {
  test('jsonl: one object a flow, null for what does not apply', () => {
    const [first, second, end] = write('jsonl').split('\n');
    expect(first).toBe(
      '{"version":6,"src":"2001:db8::1","dst":"::1","proto":6,"sport":50802,"dport":443,"packets":12,"bytes":3456,"first_packet":1,"last_packet":20,' +
        '"first":"2015-04-20T08:20:24.029122000Z","last":"2015-04-20T08:20:25.029122001Z","ip_checksum_failures":0,"l4_checksums_verified":12,' +
        '"l4_checksum_failures":1,"tcp_flags":"SPA","tcp_repeated":2,"tcp_out_of_order":3}',
    );
    expect(JSON.parse(second ?? '')).toMatchObject({ proto: 47, sport: null, dport: null, first: null, last: null, tcp_flags: null, tcp_repeated: null });
    expect(end).toBe('');
  });

  test('csv: a header, empty for what does not apply', () => {
    expect(write('csv').split('\r\n')).toEqual([
      'version,src,dst,proto,sport,dport,packets,bytes,first_packet,last_packet,first,last,ip_checksum_failures,l4_checksums_verified,l4_checksum_failures,tcp_flags,tcp_repeated,tcp_out_of_order',
      '6,2001:db8::1,::1,6,50802,443,12,3456,1,20,2015-04-20T08:20:24.029122000Z,2015-04-20T08:20:25.029122001Z,0,12,1,SPA,2,3',
      '4,10.0.0.1,10.0.0.2,47,,,12,3456,1,20,,,4,0,0,,,',
      '',
    ]);
  });

  test('table: columns as wide as what is in them', () => {
    expect(write('table')).toBe(
      [
        'PROTO  SOURCE               DESTINATION  PACKETS  BYTES  FIRST                                   LAST  BAD-IP  BAD-L4  FLAGS  REPEATED  UNORDERED',
        'tcp    [2001:db8::1]:50802  [::1]:443         12   3456  2015-04-20T08:20:24.029122000Z  +1.000000001       -       1  SPA           2          3',
        'gre    10.0.0.1             10.0.0.2          12   3456  -                                          -       4       -  -             -          -',
        '',
      ].join('\n'),
    );
  });
});

test('TCP flags are letters, lowest bit first', () => {
  expect(formatTcpFlags(0)).toBe('');
  expect(formatTcpFlags(0x12)).toBe('SA');
  expect(formatTcpFlags(0x1ff)).toBe('FSRPAUEWN');
});
