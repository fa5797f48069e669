import { describe, expect, it } from 'vitest';

import { unpairedLabels } from './labels.ts';

const publish = 'store(); // [label:lane publish]\n';
const acquire = '\n// [label:lane acquire]\nload();\n';

describe('order labels', () => {
  it('pass in pairs, across files', () => {
    expect(unpairedLabels([['a.ts', publish], ['b.ts', acquire]])).toEqual({ looked: 1, unit: 'labels', findings: [] });
  });

  it('fail without an acquire, naming file and line', () => {
    expect(unpairedLabels([['a.ts', publish]]).findings).toEqual([{ where: 'a.ts:1', what: 'label lane has no acquire' }]);
  });

  it('fail without a publish, naming file and line', () => {
    expect(unpairedLabels([['b.ts', acquire]]).findings).toEqual([{ where: 'b.ts:2', what: 'label lane has no publish' }]);
  });

  it.each(['// [label:lane release]', '// [label:Lane publish]', '// [label: lane publish]', '// [label:lane publish', "const a = '[label:lane publish]';"])(
    'fail when malformed: %s',
    (line) => {
      const { findings } = unpairedLabels([['a.ts', publish], ['b.ts', acquire], ['c.ts', line]]);
      expect(findings.map(({ where }) => where)).toEqual(['c.ts:1']);
    },
  );
});
