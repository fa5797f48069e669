// What another program uses, as /proc tells it while the program runs: read again and again, the last reading counts.
import { readFileSync, readdirSync } from 'node:fs';

export interface ProgramUsage {
  readonly cpuMs: number;
  /** Of all its threads. */
  readonly involuntarySwitches: number;
  /** The largest resident set it ever had, in MB of 10^6 bytes; NaN where the system does not tell. */
  readonly peakMegabytes: number;
}

const MS_PER_TICK = 10;

function numberIn(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? NaN);
}

/** The whole program's. @param stat text of /proc/PID/stat, @param status of /proc/PID/status */
export function parseUsage(stat: string, status: string): Omit<ProgramUsage, 'involuntarySwitches'> {
  // The second field is the program's name in parentheses, which may hold anything; utime and stime are the 14th and 15th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return {
    cpuMs: (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK,
    peakMegabytes: (numberIn(status, 'VmHWM') * 1024) / 1e6,
  };
}

/** One thread's. @param status text of /proc/PID/task/TID/status; that of /proc/PID/status is the first thread's alone */
export function parseSwitches(status: string): number {
  return numberIn(status, 'nonvoluntary_ctxt_switches');
}

/** Looks at a running program; remembers the switches of threads that have ended. */
export class ProgramWatch {
  readonly #folder: string;
  readonly #switches = new Map<string, number>();
  #usage: ProgramUsage = { cpuMs: 0, involuntarySwitches: 0, peakMegabytes: NaN };

  constructor(pid: number) {
    this.#folder = `/proc/${pid}`;
  }

  /** What the last look found; nothing where there is no /proc. */
  get usage(): ProgramUsage {
    return this.#usage;
  }

  look(): void {
    try {
      const status = readFileSync(`${this.#folder}/status`, 'latin1');
      // A program that has ended and waits to be collected has no memory any more.
      if (!status.includes('VmHWM')) return;
      const usage = parseUsage(readFileSync(`${this.#folder}/stat`, 'latin1'), status);
      for (const thread of readdirSync(`${this.#folder}/task`)) this.#lookAtThread(thread);
      const involuntarySwitches = [...this.#switches.values()].reduce((sum, count) => sum + count, 0);
      this.#usage = { ...usage, involuntarySwitches };
    } catch {
      // The program has ended, or there is no /proc: what was seen before stays.
    }
  }

  #lookAtThread(thread: string): void {
    try {
      this.#switches.set(thread, parseSwitches(readFileSync(`${this.#folder}/task/${thread}/status`, 'latin1')));
    } catch {
      // This thread has ended meanwhile.
    }
  }
}
