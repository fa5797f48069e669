import type { ModelResult } from './model-check.ts';

/** Reads what a verifier made by spin prints. @throws Error when it says nothing about errors and states. */
export function parsePan(output: string): Omit<ModelResult, 'story'> {
  const [, depth, errors] = /depth reached (\d+).*, errors: (\d+)/.exec(output) ?? [];
  const [, states] = /^\s*([\d.e+]+) states, stored/m.exec(output) ?? [];
  if (depth === undefined || errors === undefined || states === undefined) throw new Error(`no result of a verifier: ${output}`);
  const [, reason = ''] = /^pan:\d+: (.+) \(at depth \d+\)$/m.exec(output) ?? [];
  const unfinished = /max search depth too small|out of memory|reached -DMEMLIM|Search not completed/.test(output) && reason === '';
  return { verdict: unfinished ? 'unfinished' : errors === '0' ? 'holds' : 'fails', states: Number(states), depth: Number(depth), reason };
}
