// The processor time of the whole machine, from the first line of /proc/stat (see proc(5)): in ticks of 10 ms.

const MS_PER_TICK = 10;

/** Milliseconds since boot, summed over all processors. */
export interface MachineTime {
  /** Used by anybody: user, nice, system and interrupts. */
  readonly busyMs: number;
  /** Wanted by this machine while the host ran others on its processors. */
  readonly stolenMs: number;
}

export function parseMachineTime(procStat: string): MachineTime | undefined {
  const line = /^cpu +([\d ]+)$/m.exec(procStat)?.[1];
  if (line === undefined) return undefined;
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = line.split(' ').map(Number);
  return { busyMs: (user + nice + system + irq + softirq) * MS_PER_TICK, stolenMs: steal * MS_PER_TICK };
}
