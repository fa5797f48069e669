// The kinds of checks that mutants are caught by: programs of the explorer, stepped cases, random moves from one seed.
import fc from 'fast-check';
import { coreHost, describeVerdict, exploreAll, exploreRandomly, steppedCases } from '../../src/index.ts';
import type { Exploration, Program } from '../../src/index.ts';
import { proofs } from '../explore/programs.ts';
import { anyMoves } from '../model/any-moves.ts';
import { promiseIn } from './check.ts';
import type { Check, Outcome } from './check.ts';
import { CountingHost } from './counting-host.ts';

/** The one program of `pnpm prove` whose name starts so. */
export function proof(start: string): Program {
  const found = proofs.filter(({ program: { name } }) => name.startsWith(start));
  if (found.length !== 1) throw new RangeError(`${found.length} of the explorer's programs start with "${start}"`);
  return found[0]!.program;
}

/** So many schedules of a program, half by PCT and half at random; every access is watched for races. */
export function explorer(program: Program, schedules = 500): Check {
  return { unit: 'schedules', run: () => outcomeOf(exploreRandomly(program, { schedules, way: 'mixed', maxSteps: 5000 })) };
}

/** Every execution of a program. */
export function whole(program: Program): Check {
  return {
    unit: 'executions',
    run: () => {
      const exploration = exploreAll(program);
      if (exploration.finding === undefined && !exploration.complete) throw new Error(`${program.name} is not explored whole`);
      return outcomeOf(exploration);
    },
  };
}

function outcomeOf({ finding, executions }: Exploration): Outcome {
  if (finding === undefined) return { tried: executions };
  const { kind, text } = finding;
  // Of all executions, the one that fails is not counted.
  return { tried: Math.max(1, executions), text, breach: promiseIn(text) ?? (kind === 'check' ? 'Contract' : kind) };
}

/** A stepped case by its name, on our distributor. */
export function stepped(start: string, burst: number): Check {
  const one = steppedCases.find(({ name }) => name.startsWith(start) && name.endsWith(`(burst ${burst})`));
  if (one === undefined) throw new RangeError(`no case starts with "${start}"`);
  return {
    unit: 'packets',
    run: () => {
      const host = new CountingHost(coreHost());
      try {
        const verdict = one.run(host);
        const tried = host.handedBack;
        if (verdict.kept) return { tried };
        const broken = verdict.violations.map((violation) => violation.promise);
        // What the case is about comes first.
        return { tried, text: describeVerdict(verdict, 1), breach: broken.includes(one.promise) ? one.promise : broken[0]! };
      } catch (error) {
        return { tried: host.handedBack, text: String(error), breach: 'threw' };
      }
    },
  };
}

/** The model-based test's property, from one seed. */
export function anyRuns(): Outcome {
  const { failed, numRuns, errorInstance } = fc.check(anyMoves, { seed: 1, numRuns: 500, endOnFailure: true });
  if (!failed) return { tried: numRuns };
  const text = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return { tried: numRuns, text, breach: promiseIn(text) ?? 'threw' };
}
