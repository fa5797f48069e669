const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** `1,234,567`. Without a formatter of its own, which every start would make, quiet ones too. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** `1 packet`, `2 packets` */
export function formatCounted(count: number, thing: string): string {
  return `${formatCount(count)} ${thing}${count === 1 ? '' : 's'}`;
}

/** `12.3 MB`: powers of 1000. */
export function formatBytes(bytes: number): string {
  let unit = 0;
  let amount = bytes;
  while (amount >= 1000 && unit < UNITS.length - 1) {
    amount /= 1000;
    unit++;
  }
  return unit === 0 ? `${String(bytes)} bytes` : `${amount.toFixed(1)} ${UNITS[unit]!}`;
}

/** `812,345 packets/s` */
export function formatRate(packets: number, seconds: number): string {
  return `${formatCount(Math.round(packets / Math.max(seconds, 0.001)))} packets/s`;
}
