import { expect, test } from 'vitest';
import { formatIpv4, formatIpv6 } from './format-address.ts';

test('writes IPv4 addresses in dotted decimal', () => {
  expect(formatIpv4(0)).toBe('0.0.0.0');
  expect(formatIpv4(0xffff_fffe | 0)).toBe('255.255.255.254');
  expect(formatIpv4(0x0a00_0201)).toBe('10.0.2.1');
});

test.each([
  [[0, 0, 0, 0], '::'],
  [[0, 0, 0, 1], '::1'],
  [[0x2001_0db8, 0, 0, 1], '2001:db8::1'],
  [[0x2001_0db8, 0, 0x0001_0000, 1], '2001:db8::1:0:0:1'],
  [[0x2001_0db8, 0x0000_0001, 0x0001_0001, 0x0001_0001], '2001:db8:0:1:1:1:1:1'],
  [[0xfe80_0000, 0, 0, 0], 'fe80::'],
  [[0x0001_0000, 0x0002_0000, 0x0003_0000, 0x0004_0005], '1:0:2:0:3:0:4:5'],
  [[0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff], 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  [[0, 0, 0xffff, 0xc000_0280], '::ffff:192.0.2.128'],
  [[0, 0, 1, 0], '::1:0:0'],
])('writes IPv6 addresses as RFC 5952 wants them: %o', (words, text) => {
  expect(formatIpv6(Int32Array.from([7, ...words]), 1)).toBe(text);
});
