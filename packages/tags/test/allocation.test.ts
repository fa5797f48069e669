// A process of its own, so that nothing else moves its heap.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

// A young generation so large that nothing is collected while it is measured.
const flags = ['--expose-gc', '--min-semi-space-size=64', '--max-semi-space-size=64'];

const program = fileURLToPath(new URL('./heap-growth.ts', import.meta.url));

function grown(what: string): number {
  return Number(execFileSync(process.execPath, [...flags, program, what], { encoding: 'utf8' }));
}

describe('per packet', () => {
  // 200,000 packets: one boxed number for every second of them would be 1.6 million bytes.
  it.each(['a hash', 'a hash of dissected fields', 'a dissection', 'a tag', 'a symmetric tag', 'a look-up of a queue'])('%s allocates nothing', (what) => {
    expect(grown(what)).toBeLessThan(10_000);
  });

  it('the measure sees one small object a packet', () => {
    expect(grown('an object')).toBeGreaterThan(1_000_000);
  });
});
