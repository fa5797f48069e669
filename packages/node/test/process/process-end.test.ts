// How a whole process ends that uses the distributor.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

interface End {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs a program as this process was started: from source, or from what was built. */
function run(program: URL): Promise<End> {
  const conditions = process.execArgv.join(' ').includes('@dist/source') ? ['--conditions=@dist/source'] : [];
  return new Promise((resolve) => {
    execFile(process.execPath, [...conditions, fileURLToPath(program)], { timeout: 100_000 }, (failure, out, error) => {
      const code = failure === null ? 0 : typeof failure.code === 'number' ? failure.code : -1;
      resolve({ code, out, error });
    });
  });
}

describe('a process', () => {
  it('ends by itself when the distributor has been closed', async () => {
    expect(await run(new URL('./programs/closes.ts', import.meta.url))).toEqual({ code: 0, out: '42\n', error: '' });
  });

  it('stays alive while something is outstanding, whatever else it has to do', async () => {
    expect(await run(new URL('./programs/waits.ts', import.meta.url))).toEqual({ code: 0, out: 'done\n', error: '' });
  });

  it('ends with the failure of a worker when nobody asks for it', async () => {
    const { code, out, error } = await run(new URL('./programs/careless.ts', import.meta.url));
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(error).toContain('the handler of worker 0 failed in a packet of tag 3: nobody hears this');
  });
});
