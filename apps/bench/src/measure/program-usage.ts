// What another program uses, as /proc tells it while the program runs: read again and again, the last reading counts.
import { readFileSync } from 'node:fs';

export interface ProgramUsage {
  readonly cpuMs: number;
  readonly involuntarySwitches: number;
  /** The largest resident set it ever had, in MB of 10^6 bytes; NaN where the system does not tell. */
  readonly peakMegabytes: number;
}

const MS_PER_TICK = 10;

/** @param stat text of /proc/PID/stat, @param status of /proc/PID/status */
export function parseUsage(stat: string, status: string): ProgramUsage {
  // The second field is the program's name in parentheses, which may hold anything; utime and stime are the 14th and 15th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const number = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? NaN);
  return {
    cpuMs: (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK,
    involuntarySwitches: number('nonvoluntary_ctxt_switches'),
    peakMegabytes: (number('VmHWM') * 1024) / 1e6,
  };
}

/** Undefined when the program has ended, or where there is no /proc. */
export function usageOf(pid: number): ProgramUsage | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    // A program that has ended and waits to be collected has no memory any more.
    return status.includes('VmHWM') ? parseUsage(readFileSync(`/proc/${pid}/stat`, 'latin1'), status) : undefined;
  } catch {
    return undefined;
  }
}
