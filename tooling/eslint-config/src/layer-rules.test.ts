import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

import { layerRules } from './layer-rules.ts';
import { layers } from './layers.ts';

const linter = new Linter({ configType: 'flat' });
const config: Linter.Config[] = [
  { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } },
  ...layers.flatMap((layer) => layerRules(layer)),
];
const findings = (filename: string, code: string): string[] => linter.verify(code, config, { filename }).map(({ message }) => message);

describe('the layers table', () => {
  it.each([
    ['packages/core/src/x.ts', "import { a } from '@dist/tags';"],
    ['packages/core/src/x.ts', "import { a } from 'node:fs';"],
    ['packages/core/src/x.ts', "import { a } from 'left-pad';"],
    ['packages/core/src/memory/x.ts', "import { a } from '../flows/y.ts';"],
    ['packages/core/src/memory/x.ts', "import { a } from 'node:fs';"],
    ['packages/core/src/ring/x.ts', "import { a } from '../slot/y.ts';"],
    ['packages/core/test/x.test.ts', "import { a } from '@dist/testing';"],
    ['packages/tags/src/x.ts', "import { a } from '@dist/core';"],
    ['packages/testing/src/x.ts', "import { a } from '@dist/node';"],
    ['packages/node/src/x.ts', "import { a } from '@dist/tags';"],
    ['packages/node/src/x.ts', "import { a } from '@dist/core/dist/memory.js';"],
    ['packages/node/src/x.ts', "import { a } from '../../core/src/index.ts';"],
    ['apps/bench/src/x.ts', "import { a } from '@dist/flowlog';"],
  ])('refuses in %s: %s', (file, code) => {
    expect(findings(file, code)).toHaveLength(1);
  });

  it.each([
    ['packages/core/src/flows/x.ts', "import { a } from '../memory/y.ts';"],
    ['packages/core/src/flows/x.ts', "import { a } from './y.ts';"],
    ['packages/core/test/x.test.ts', "import { Worker } from 'node:worker_threads';"],
    ['packages/core/test/deep/x.test.ts', "import { a } from '../../src/y.ts';"],
    ['packages/testing/src/x.ts', "import { a } from '@dist/core';"],
    ['packages/node/src/x.ts', "import { Worker } from 'node:worker_threads';"],
    ['packages/node/src/x.ts', "import { a } from '@dist/core';"],
    ['packages/node/test/x.test.ts', "import { a } from '@dist/tags';"],
    ['apps/bench/src/x.ts', "import { a } from '@dist/node';"],
    ['apps/bench/src/x.ts', "import { a } from '@dist/testing/live';"],
  ])('allows in %s: %s', (file, code) => {
    expect(findings(file, code)).toEqual([]);
  });

  it.each(['packages/core', 'packages/tags', 'packages/testing'])('keeps the globals of a host out of %s', (folder) => {
    expect(findings(`${folder}/src/x.ts`, 'export const a = performance.now();')).toHaveLength(1);
    expect(findings(`${folder}/src/x.test.ts`, 'export const a = performance.now();')).toEqual([]);
  });
});
