// What else the machine did during a run. Two signs of it: processor time that neither this run nor its children used, and
// how often a thread of the run was put off its processor although it wanted to go on.
import { readFileSync } from 'node:fs';
import { parseMachineTime } from './proc-stat.ts';
import type { MachineTime } from './proc-stat.ts';
import type { Variant } from './variant.ts';

/** Load of one run. */
export interface Load {
  readonly wallMs: number;
  /** Processor time of the run's own processes. */
  readonly ownCpuMs: number;
  /** Processors' worth of time that others used; 0 where the system does not tell. */
  readonly foreignCores: number;
  readonly involuntarySwitches: number;
}

/** More of others than this, in processors, and a run counts as disturbed. */
const FOREIGN_CORES = 0.13;
/** The kernel's clock has ticks of 10 ms: a short run may be off by this many of them for nothing. */
const TICKS_OF_DOUBT_MS = 15;
/** Involuntary switches that a quiet machine shows as well: some at start, and some in each second for each thread. */
const SWITCHES = 8;
const SWITCHES_PER_THREAD_SECOND = 30;

/**
 * Whether others took so much that the run says little. Switches say nothing when the run's own threads share processors, or put each
 * other off them by waking.
 */
export function disturbed(load: Load, { threads, wakes }: Pick<Variant, 'threads' | 'wakes'>, cores: number): boolean {
  const foreignMs = load.foreignCores * load.wallMs;
  if (foreignMs > FOREIGN_CORES * load.wallMs + TICKS_OF_DOUBT_MS) return true;
  if (threads > cores || wakes) return false;
  return load.involuntarySwitches > SWITCHES + (SWITCHES_PER_THREAD_SECOND * threads * load.wallMs) / 1000;
}

function machineTime(): MachineTime | undefined {
  try {
    return parseMachineTime(readFileSync('/proc/stat', 'latin1'));
  } catch {
    return undefined;
  }
}

/** Watches the load from its creation on. */
export class LoadMeter {
  readonly #machine = machineTime();
  readonly #usage = process.resourceUsage();
  readonly #start = performance.now();

  /** @param elsewhere what programs that this process started have used meanwhile */
  stop(elsewhere: { readonly cpuMs: number; readonly involuntarySwitches: number } = { cpuMs: 0, involuntarySwitches: 0 }): Load {
    const wallMs = performance.now() - this.#start;
    const usage = process.resourceUsage();
    const machine = machineTime();
    const ownMicroseconds = usage.userCPUTime + usage.systemCPUTime - this.#usage.userCPUTime - this.#usage.systemCPUTime;
    const ownCpuMs = ownMicroseconds / 1000 + elsewhere.cpuMs;
    const foreignMs =
      machine === undefined || this.#machine === undefined
        ? 0
        : machine.busyMs - this.#machine.busyMs - ownCpuMs + (machine.stolenMs - this.#machine.stolenMs);
    return {
      wallMs,
      ownCpuMs,
      foreignCores: Math.max(0, foreignMs / wallMs),
      involuntarySwitches: usage.involuntaryContextSwitches - this.#usage.involuntaryContextSwitches + elsewhere.involuntarySwitches,
    };
  }
}
