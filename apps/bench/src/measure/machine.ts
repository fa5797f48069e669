// Where and on what a run was made: numbers mean little without it.
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  readonly v8: string;
  /** Whether the TypeScript sources were run or what was built from them. */
  readonly code: 'source' | 'built';
  /** Mean number of runnable threads in the minute before the run. */
  readonly loadBefore: number;
}

export function describeMachine(): Machine {
  return {
    processor: (cpus()[0]?.model ?? 'unknown').trim(),
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()} ${process.arch}`,
    node: process.version,
    v8: process.versions.v8,
    code: import.meta.url.endsWith('.ts') ? 'source' : 'built',
    loadBefore: loadavg()[0] ?? 0,
  };
}
