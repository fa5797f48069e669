import type { Machine } from '../measure/machine.ts';

/** One line: on what it ran. */
export function machineText({ processor, cores, memoryGiB, system, node, v8, code, loadBefore }: Machine): string {
  return `${processor}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node} (V8 ${v8}), from ${code}; load before the run ${loadBefore.toFixed(2)}`;
}
