// What `dpdk-test` prints, as numbers: ticks of the processor's time-stamp counter.

/** Ticks a packet, from `distributor_perf_autotest`; it prints whole ones. @throws Error when they are not there. */
export function distributorTicks(output: string, mode: 'single' | 'burst'): number {
  return found(output, new RegExp(`\\(${mode} mode\\) ===[^=]*Time per packet:\\s*(\\d+)`));
}

/** Ticks of an `rte_softrss` of so many bytes, from `thash_perf_autotest`. @throws Error when they are not there. */
export function hashTicks(output: string, bytes: number): number {
  return found(output, new RegExp(`rte_softrss\\(\\) takes\\s+([\\d.]+) cycles for key len ${bytes}\\b`));
}

function found(output: string, pattern: RegExp): number {
  const digits = pattern.exec(output)?.[1];
  if (digits === undefined) throw new Error(`dpdk-test printed nothing like ${String(pattern)}: ${output}`);
  return Number(digits);
}
