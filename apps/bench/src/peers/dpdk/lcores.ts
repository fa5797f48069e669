// Which processors the threads of a program in C are bound to: one each, as DPDK is used, as long as there are enough.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** `0-2,5` as [0, 1, 2, 5]. */
export function parseProcessors(list: string): number[] {
  return list.split(',').flatMap((range) => {
    const [first = NaN, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

/** Processors that this process may run on. */
function processorsHere(): number[] {
  try {
    const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1];
    if (list !== undefined) return parseProcessors(list);
  } catch {
    // No /proc: they are numbered from 0.
  }
  return Array.from({ length: availableParallelism() }, (_, processor) => processor);
}

/** Whether that many workers have to share processors, beside the one of the main thread. */
export const mustShare = (workers: number, processors: readonly number[] = processorsHere()): boolean => workers >= processors.length;

/** DPDK's option: the main thread, lcore 0, on the first processor, and the workers on the others, in turn. */
export function lcoresOption(workers: number, processors: readonly number[] = processorsHere()): string {
  const [main = 0, ...others] = processors;
  const bound = Array.from({ length: workers }, (_, worker) => `${worker + 1}@${others[worker % others.length] ?? main}`);
  return `--lcores=${[`0@${main}`, ...bound].join(',')}`;
}
