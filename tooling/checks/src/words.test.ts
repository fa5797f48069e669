import { describe, expect, it } from 'vitest';

import { forbiddenWords } from './words.ts';

const at = (...folders: string[]): string => ['', ...folders, ''].join('/');

describe('forbidden words', () => {
  it.each([at('work'), at('farm'), at('root'), at('home', 'ada'), at('Users', 'ada'), `${at('tmp')}bash_jobs`, ['registry', 'npmjs', 'org'].join('.'), ['registry', 'example', 'org'].join('.')])(
    'finds %s',
    (word) => {
      expect(forbiddenWords([['a.md', `first\nsee ${word}x\n`]]).findings.map(({ where }) => where)).toEqual(['a.md:2']);
    },
  );

  it('lets relative paths and plain words be', () => {
    const text = `../shared/captures\npackages${at('work')}a\nwork/s\nthe registry.\n\${root}${at('home', 'x')}\n`;
    expect(forbiddenWords([['a.md', text]]).findings).toEqual([]);
  });

  it('lets binary files be', () => {
    expect(forbiddenWords([['a.pcap', `\0${at('work')}`]]).findings).toEqual([]);
  });
});
