import { describe, expect, it } from 'vitest';
import { disturbed } from './load.ts';
import type { Load } from './load.ts';
import { parseMachineTime } from './proc-stat.ts';

describe('parseMachineTime', () => {
  it('adds what anybody used and leaves idle time and waiting for disks out', () => {
    const text = 'cpu  100 1 20 9999 888 3 4 50 60 70\ncpu0 50 0 10 5000 400 1 2 25 30 35\n';
    expect(parseMachineTime(text)).toEqual({ busyMs: 1280, stolenMs: 500 });
  });

  it('understands the short line of an old kernel', () => {
    expect(parseMachineTime('cpu 5 0 5 90\n')).toEqual({ busyMs: 100, stolenMs: 0 });
  });

  it('says that it does not know rather than guess', () => {
    expect(parseMachineTime('intr 1 2 3\n')).toBeUndefined();
  });
});

describe('disturbed', () => {
  const quiet: Load = { wallMs: 1000, ownCpuMs: 2000, foreignCores: 0.02, involuntarySwitches: 20 };

  it('lets a quiet run count', () => {
    expect(disturbed(quiet, { threads: 2, wakes: false }, 2)).toBe(false);
  });

  it('drops a run while others used a processor', () => {
    expect(disturbed({ ...quiet, foreignCores: 0.3 }, { threads: 2, wakes: false }, 2)).toBe(true);
  });

  it('drops a run whose threads were put off their processors', () => {
    expect(disturbed({ ...quiet, involuntarySwitches: 500 }, { threads: 2, wakes: false }, 2)).toBe(true);
  });

  it('blames nobody else for the switches of a run with more threads than cores', () => {
    expect(disturbed({ ...quiet, involuntarySwitches: 500 }, { threads: 3, wakes: false }, 2)).toBe(false);
  });

  it('blames nobody else for the switches of threads that wake each other, and drops such a run for what others used', () => {
    const wakes = { threads: 2, wakes: true };
    expect(disturbed({ ...quiet, involuntarySwitches: 3000 }, wakes, 2)).toBe(false);
    expect(disturbed({ ...quiet, foreignCores: 0.3 }, wakes, 2)).toBe(true);
  });

  it('does not take one tick of the clock in a short run for load', () => {
    expect(disturbed({ ...quiet, wallMs: 40, foreignCores: 0.25, involuntarySwitches: 3 }, { threads: 2, wakes: false }, 2)).toBe(false);
  });
});
