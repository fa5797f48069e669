import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

import { checkExamples, examplesOf } from './examples.ts';

const folder = join(import.meta.dirname, '../.examples', `test-${process.pid}`);
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const fenced = (opening: string, code: string): string => `# Title\n\n\`\`\`${opening}\n${code}\n\`\`\`\n`;
const check = (text: string): readonly string[] => checkExamples(examplesOf('docs/a.md', text), folder).findings.map(({ where }) => where);

describe('examples of the docs', () => {
  it('are found with the line of their fence, unmarked ones left alone', () => {
    const text = fenced('ts', 'broken(') + fenced('ts run main.ts', 'run();') + fenced('ts check', 'check();');
    expect(examplesOf('a.md', text)).toEqual([
      { where: 'a.md:8', document: 'a.md', file: 'main.ts', runs: true, code: 'run();\n' },
      { where: 'a.md:13', document: 'a.md', file: 'example-2.ts', runs: false, code: 'check();\n' },
    ]);
  });

  it('pass when they compile and end well, importing each other', () => {
    const text =
      fenced('ts check twice.ts', 'export const twice = (n: number): number => 2 * n;') +
      fenced('ts run', "import { twice } from './twice.ts';\nif (twice(2) !== 4) throw new Error('arithmetic');");
    expect(check(text)).toEqual([]);
  });

  it('fail when they do not compile', () => {
    expect(check(fenced('ts check', "const n: number = 'text';"))).toEqual(['tsc']);
  });

  it('fail when they throw, naming the document and line', () => {
    expect(check(fenced('ts run', "throw new Error('no');"))).toEqual(['docs/a.md:3']);
  });

  it('fail when they name an export that a package lacks', () => {
    expect(check(fenced('ts check', "import { nothingOfThatName } from '@dist/core';\nnothingOfThatName();"))).toEqual(['tsc']);
  });
});
