import type { SteppedHost } from '../stepped/stepped-host.ts';
import type { PromiseName } from '../verdict/promise-name.ts';
import type { SteppedCase } from './case.ts';
import { CaseBench } from './case-bench.ts';

/** DPDK's single mode, its burst mode, and our default. */
const BURSTS = [1, 8, 32] as const;

/** One case for each burst size. */
export function makeSteppedCases(
  text: { readonly name: string; readonly source: string; readonly promise: PromiseName },
  script: (bench: CaseBench) => void,
  bursts: readonly number[] = BURSTS,
): SteppedCase[] {
  return bursts.map((burst) => ({
    ...text,
    name: `${text.name} (burst ${burst})`,
    threads: false,
    run: (host: SteppedHost) => {
      const bench = new CaseBench(host, burst);
      script(bench);
      return bench.verdict();
    },
  }));
}
