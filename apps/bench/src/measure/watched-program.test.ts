import { expect, it } from 'vitest';
import { runWatched } from './watched-program.ts';

it('keeps what a program prints, to the last line, with the environment it was given', async () => {
  const script = 'for (let i = 0; i < 20000; i++) console.log(i); console.log(process.env.GREETING)';
  const { output, seconds } = await runWatched(process.execPath, ['-e', script], { env: { GREETING: 'hello' }, output: true });
  expect(output.trimEnd().split('\n')).toHaveLength(20_001);
  expect(output.trimEnd().endsWith('hello')).toBe(true);
  expect(seconds).toBeGreaterThan(0);
});

it('fails with the status and what the program said, and with the name of one that does not exist', async () => {
  await expect(runWatched(process.execPath, ['-e', 'console.error("no such thing"); process.exit(3)'])).rejects.toThrow(/status 3 after \d+ s: no such thing/);
  await expect(runWatched('/no/such/program', [])).rejects.toThrow('/no/such/program');
});
