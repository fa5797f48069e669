// Nothing that is known of DPDK's distributor is forgotten: it is a mutant of our own code, or docs/bug-zoo.md says why it is not.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mendedInDpdk, openInDpdk } from './known-of-dpdk.ts';
import { mutants } from './mutants.ts';

const page = readFileSync(new URL('../../../../docs/bug-zoo.md', import.meta.url), 'utf8');

/** The points of the section "Left out": names, a colon, the reason. */
const leftOut = (/\n## Left out\n([\s\S]*?)\n## /.exec(page)?.[1] ?? '')
  .split(/\n(?=- )/)
  .flatMap((point) => /^- ([^:]+): (.{20,})/s.exec(point)?.slice(1, 2) ?? []);

const names = (text: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(text);

describe('is planted into our own code, or left out with a reason, and not both', () => {
  it.each([...openInDpdk, ...mendedInDpdk])('%s', (name) => {
    const planted = mutants.some(({ seenIn }) => names(seenIn, name));
    const isLeftOut = leftOut.some((point) => names(point, name));
    expect({ planted, isLeftOut }).toEqual({ planted: !isLeftOut, isLeftOut: !planted });
  });
});
