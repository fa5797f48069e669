import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { ProgramWatch, parseSwitches, parseUsage } from './program-usage.ts';

const status = 'Name:\ta\nVmHWM:\t   2000 kB\nvoluntary_ctxt_switches:\t9\nnonvoluntary_ctxt_switches:\t7\n';

it('reads past a name with spaces and parentheses', () => {
  const stat = '42 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 123 45 0 0 20';
  expect(parseUsage(stat, status)).toEqual({ cpuMs: 1680, peakMegabytes: 2.048 });
  expect(parseSwitches(status)).toBe(7);
});

// More threads than processors put each other off them; the main thread sleeps all the while.
const crowd = `
  const { Worker } = require('node:worker_threads');
  const busy = 'const end = Date.now() + 400; while (Date.now() < end);';
  const started = Array.from({ length: ${availableParallelism() + 3} }, () => new Worker(busy, { eval: true }));
  let left = started.length;
  for (const worker of started) worker.on('exit', () => --left || (console.log('over'), setInterval(() => undefined, 1000)));
`;

it.skipIf(!existsSync('/proc/self/task'))('counts the switches of all threads, of those that have ended too', async () => {
  const child = spawn(process.execPath, ['-e', crowd], { stdio: ['ignore', 'pipe', 'inherit'] });
  const watch = new ProgramWatch(child.pid!);
  const looks = setInterval(() => watch.look(), 20);
  await once(child.stdout, 'data');
  const atTheEnd = watch.usage.involuntarySwitches;
  watch.look();
  clearInterval(looks);
  child.kill();
  await once(child, 'exit');
  expect(atTheEnd).toBeGreaterThan(20);
  expect(watch.usage.involuntarySwitches).toBeGreaterThanOrEqual(atTheEnd);
});
