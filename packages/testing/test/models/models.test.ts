import { describe, expect, it } from 'vitest';
import { catalog } from './catalog.ts';
import { parsePan } from './parse-pan.ts';
import { missingTools, runModel } from './run-model.ts';

const missing = await missingTools();

describe('models, checked by spin', () => {
  for (const check of catalog) {
    const { model, defines, asks, about, expected } = check;
    it(`${[model, ...defines].join(' ')}, ${asks}, ${expected}: ${about}`, async ({ skip }) => {
      if (missing !== undefined) skip(missing);
      const result = await runModel(check, 'quick');
      expect(result).toMatchObject({ verdict: expected });
      if (model === 'dpdk-burst' && expected === 'fails') {
        // The story ends with a start of a packet whose tag is at work in the other worker.
        expect(result.story.at(-1)).toMatch(/^worker \d: starts packet \d of tag \d$/);
        expect(result.story.some((line) => /forgets tag/.test(line))).toBe(true);
      }
    });
  }
});

describe('what a verifier prints', () => {
  const text = (errors: number, more = ''): string => `${more}\nState-vector 40 byte, depth reached 37, errors: ${errors}\n      142 states, stored\n`;

  it('holds without errors, and fails with them and their reason', () => {
    expect(parsePan(text(0))).toEqual({ verdict: 'holds', states: 142, depth: 37, reason: '' });
    expect(parsePan(text(1, 'pan:1: invalid end state (at depth 61)'))).toEqual({ verdict: 'fails', states: 142, depth: 37, reason: 'invalid end state' });
  });

  it('does not hold when the search was cut short', () => {
    expect(parsePan(text(0, 'error: max search depth too small')).verdict).toBe('unfinished');
  });

  it('is no result when it says nothing', () => {
    expect(() => parsePan('Segmentation fault')).toThrow('no result of a verifier: Segmentation fault');
  });
});
