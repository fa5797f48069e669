// Our C program beside what DPDK measures of itself: if the two are far apart, one of them does not measure what it says.
import type { Outcome, Subject, Verification } from '../../measure/variant.ts';
import { distributorTicks, hashTicks } from './autotest-output.ts';
import { openAutotests, runAutotest } from './autotest.ts';
import { measuredInC } from './measured-in-c.ts';
import { DpdkRate } from './rate.ts';

const MODES = ['single', 'burst'] as const;
const HASHED_BYTES = [12, 36] as const;

/** `distributor_perf_autotest` sends 64 packets of 64 tags, again and again. */
const TAGS: Uint32Array = Uint32Array.from({ length: 64 }, (_, tag) => tag);

const nothingToClose = (): Promise<void> => Promise.resolve();

export async function testedDistributor(): Promise<Subject> {
  const perNanosecond = await openAutotests();
  return {
    async run(): Promise<Outcome> {
      const { output, usage } = await runAutotest('distributor_perf_autotest');
      return { values: distributorValues((mode) => distributorTicks(output, mode) / perNanosecond), elsewhere: usage };
    },
    close: nothingToClose,
  };
}

/** @param count packets in single mode; four times as many in burst mode */
export async function ownDistributor(count: number): Promise<Subject> {
  const rates = {
    single: await DpdkRate.open({ mode: 'single', workers: 1 }, TAGS, count),
    burst: await DpdkRate.open({ mode: 'burst', workers: 1 }, TAGS, 4 * count),
  };
  return {
    async verify(): Promise<Verification> {
      const verdicts: Verification[] = [];
      for (const mode of MODES) verdicts.push(await rates[mode].verify());
      return { kept: verdicts.every(({ kept }) => kept), text: verdicts.map(({ text }, i) => `${MODES[i]!}: ${text}`).join('; ') };
    },
    async run(): Promise<Outcome> {
      const outcomes = { single: await rates.single.run(), burst: await rates.burst.run() };
      const values = distributorValues((mode) => 1e9 / outcomes[mode].values['rate']!);
      return { values, elsewhere: usageOfAll(Object.values(outcomes)) };
    },
    async close(): Promise<void> {
      for (const mode of MODES) await rates[mode].close();
    },
  };
}

function distributorValues(nanoseconds: (mode: (typeof MODES)[number]) => number): Record<string, number> {
  return Object.fromEntries(MODES.flatMap((mode) => [[mode, 1e9 / nanoseconds(mode)], [`${mode} time`, nanoseconds(mode)]]));
}

export async function testedHash(): Promise<Subject> {
  const perNanosecond = await openAutotests();
  return {
    async run(): Promise<Outcome> {
      const { output, usage } = await runAutotest('thash_perf_autotest');
      const times = HASHED_BYTES.map((bytes) => [`${bytes} bytes`, hashTicks(output, bytes) / perNanosecond] as const);
      return { values: Object.fromEntries(times), elsewhere: usage };
    },
    close: nothingToClose,
  };
}

export async function ownHash(count: number): Promise<Subject> {
  const subjects = await Promise.all(HASHED_BYTES.map((bytes) => measuredInC(['softrss', bytes, count], ({ ns }) => ({ [`${bytes} bytes`]: ns! }))));
  return {
    async run(): Promise<Outcome> {
      const outcomes: Outcome[] = [];
      for (const subject of subjects) outcomes.push(await subject.run());
      const values = Object.fromEntries(outcomes.flatMap((outcome) => Object.entries(outcome.values)));
      return { values, elsewhere: usageOfAll(outcomes) };
    },
    close: nothingToClose,
  };
}

function usageOfAll(outcomes: readonly Outcome[]): NonNullable<Outcome['elsewhere']> {
  const sum = (what: 'cpuMs' | 'involuntarySwitches'): number => outcomes.reduce((before, { elsewhere }) => before + (elsewhere?.[what] ?? 0), 0);
  return { cpuMs: sum('cpuMs'), involuntarySwitches: sum('involuntarySwitches') };
}
