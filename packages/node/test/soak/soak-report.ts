import type { FaultName } from './fault-plan.ts';
import { type MemoryOutcome, type MemorySample, SAMPLES_NEEDED } from './memory-watch.ts';

/** Faults that happened; `leave` is what workers did of their own accord. */
export type FaultCounts = Readonly<Record<FaultName | 'leave', number>>;

/** How far a soak has come. */
export interface SoakReport {
  readonly seconds: number;
  /** Packets that came back. */
  readonly packets: number;
  /** Packets that `clearReturns` dropped, as it said. */
  readonly dropped: number;
  /** Given back to a worker, or given up, after their worker had died in them. */
  readonly retried: number;
  readonly failed: number;
  readonly faults: FaultCounts;
  /** Rests that were judged: nothing moved any more, and a worker was stuck. */
  readonly rests: number;
  readonly violations: number;
  readonly memory: MemorySample;
}

/** What came of a soak. */
export interface SoakOutcome extends SoakReport, MemoryOutcome {
  /** The promises that were looked at, the results of handlers apart. */
  readonly checked: readonly string[];
  /** The first violations, told. */
  readonly findings: readonly string[];
}

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

/** All faults but those that workers do of their own accord. */
export function injected(faults: FaultCounts): number {
  return Object.values(faults).reduce((sum, count) => sum + count, 0) - faults.leave;
}

/** A report in one line. */
export function describeReport({ seconds, packets, faults, rests, violations, memory }: SoakReport): string {
  return [
    `${seconds.toFixed(1)} s`,
    `${(packets / 1e6).toFixed(2)} M packets`,
    `${(packets / seconds / 1e6).toFixed(2)} M/s`,
    `${injected(faults)} faults (${faults.kill + faults['stuck and killed'] + faults['flush and kill']} threads ended)`,
    `${faults.leave} leaves`,
    `${rests} rests`,
    `heap ${mebibytes(memory.heap)}`,
    `RSS ${mebibytes(memory.rss)}`,
    `${violations} violations`,
  ].join(', ');
}

/** Drift in one line. */
export function describeDrift({ samples, drift, memoryIs }: MemoryOutcome, bound: MemorySample): string {
  if (drift === undefined) return `memory not measured: ${samples} samples, of ${SAMPLES_NEEDED} that it takes`;
  const parts = (['heap', 'buffers', 'rss'] as const).map((part) => `${part} +${mebibytes(drift[part])} of ${mebibytes(bound[part])}`);
  return `memory ${memoryIs === 'flat' ? 'is flat' : 'DRIFTS'}: ${parts.join(', ')}, ${samples} samples`;
}

/** What came of a soak as a table in Markdown: what docs/testing.md shows. */
export function describeTable(outcome: SoakOutcome, machine: string): string {
  const { packets, dropped, faults, retried, failed, rests, checked, violations, drift, samples } = outcome;
  const kinds = Object.entries(faults).filter(([name]) => name !== 'leave');
  const memory = drift === undefined ? '' : `: heap +${mebibytes(drift.heap)}, buffers +${mebibytes(drift.buffers)}, RSS +${mebibytes(drift.rss)}, by ${samples} samples`;
  return [
    '| | |',
    '| --- | --- |',
    `| packets back | ${(packets / 1e6).toFixed(2)} M; ${dropped} were dropped by \`clearReturns\`, as it said |`,
    `| faults | ${injected(faults)}: ${kinds.map(([name, count]) => `${name} ${count}`).join(', ')} |`,
    `| packets of ended workers | ${retried} retried, ${failed} failed |`,
    `| rests judged | ${rests} |`,
    `| promises | ${checked.join(', ')}: ${violations} violations |`,
    `| memory | ${outcome.memoryIs}${memory} |`,
    `| machine | ${machine} |`,
  ].join('\n');
}
