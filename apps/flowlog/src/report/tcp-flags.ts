/** Flags as letters, as tcpdump writes them where it has one: FIN SYN RST PSH ACK URG ECE CWR, and N for the accurate-ECN bit. */
const LETTERS = ['F', 'S', 'R', 'P', 'A', 'U', 'E', 'W', 'N'] as const;

/** `SPA`: the flags that are set, lowest bit first; empty when there is none. */
export function formatTcpFlags(flags: number): string {
  return LETTERS.filter((_, bit) => (flags & (1 << bit)) !== 0).join('');
}
