import { describe, expect, it } from 'vitest';

import { anchorsOf, brokenLinks } from './links.ts';

const files = ['README.md', 'LICENSE', 'docs/guide.md', 'docs/deep/page.md', 'packages/core/src/index.ts'];
const guide = '# The guide\n\n## What *breaks* `flush`?\n\n## Twice\n\n## Twice\n\n```sh\n# not a heading\n```\n';
const check = (document: string, text: string): readonly { where: string; what: string }[] =>
  brokenLinks(files, new Map([['docs/guide.md', guide], [document, text]])).findings;

describe('links of the docs', () => {
  it.each(['[a](docs/guide.md)', '[a](LICENSE "the licence")', '[a](packages/core)', '[a](packages/core/src/)', '[a](#top)\n# Top', '![a](<docs/guide.md>)', '[a]: docs/guide.md'])(
    'pass when they lead to a file, a folder or a heading: %s',
    (text) => {
      expect(check('README.md', text)).toEqual([]);
    },
  );

  it('are taken from the folder of the document', () => {
    expect(check('docs/deep/page.md', '[a](../guide.md) [b](../../README.md) [c](page.md)')).toEqual([]);
    expect(check('docs/deep/page.md', '[a](guide.md)').map(({ where }) => where)).toEqual(['docs/deep/page.md:1']);
  });

  it.each(['[a](docs/gone.md)', '[a](../outside.md)', '[a](/docs/guide.md)', 'x\n[a]: docs/gone.md', '- [a `b`](docs/gone.md#top)'])(
    'fail when no file of the repository is there: %s',
    (text) => {
      expect(check('README.md', text)).toHaveLength(1);
    },
  );

  it('fail with the line and the target', () => {
    expect(check('README.md', '# Title\n\n```ts\nconst a = 1;\n```\n\nSee [it](docs/gone.md).\n')).toEqual([
      { where: 'README.md:7', what: 'no such file in the repository: docs/gone.md' },
    ]);
  });

  it('reach the headings of the other document, numbered where they repeat', () => {
    expect(anchorsOf(guide)).toEqual(new Set(['the-guide', 'what-breaks-flush', 'twice', 'twice-1']));
    expect(check('README.md', '[a](docs/guide.md#what-breaks-flush) [b](docs/guide.md#twice-1)')).toEqual([]);
    expect(check('README.md', '[a](docs/guide.md#twice-2)')).toEqual([
      { where: 'README.md:1', what: 'no such heading in docs/guide.md: docs/guide.md#twice-2' },
    ]);
  });

  it('are not looked for in code, nor followed to other places', () => {
    const text = '```md\n[a](gone.md)\n```\n`[b](gone.md)` ``[c](gone.md)`` [d](https://example.org/gone.md) [e](mailto:a@example.org)';
    expect(brokenLinks(files, new Map([['README.md', text]])).looked).toBe(0);
    expect(check('README.md', text)).toEqual([]);
  });
});
