import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { busySpin } from '../wait/busy-spin.ts';
import { resolveOptions } from './options.ts';

describe('options of a distributor', () => {
  it('have the stated defaults', () => {
    expect(resolveOptions({ workers: 4 })).toMatchObject({ workers: 4, burst: 32, credits: 64, capacity: 4096, flowBacklog: 1024, laneCapacity: 64, coalesceMs: 1 });
    expect(resolveOptions({ workers: 1, burst: 1 })).toMatchObject({ burst: 1, credits: 64 });
    expect(resolveOptions({ workers: 1, burst: 256 })).toMatchObject({ credits: 512, laneCapacity: 512 });
    expect(resolveOptions({ workers: 1024 })).toMatchObject({ capacity: 4 * 1024 * 64, flowBacklog: 1024 * 64 });
    expect(resolveOptions({ workers: 1, burst: 1, credits: 1, capacity: 1 })).toMatchObject({ flowBacklog: 1 });
  });

  it('have defaults that keep to their own ranges, whatever else is chosen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1024 }), fc.integer({ min: 1, max: 256 }), (workers, burst) => {
        const limits = resolveOptions({ workers, burst });
        expect(resolveOptions({ ...limits })).toEqual(limits);
        expect(limits.laneCapacity).toBeGreaterThanOrEqual(limits.credits);
      }),
    );
  });

  it('keep what is chosen, the ends of all ranges included', () => {
    const wait = busySpin();
    const least = { workers: 1, burst: 1, credits: 1, capacity: 1, flowBacklog: 1, coalesceMs: 0, wait };
    const most = { workers: 1024, burst: 256, credits: 512, capacity: 2 ** 24, flowBacklog: 2 ** 24, coalesceMs: 1000, wait };
    expect(resolveOptions(least)).toEqual({ ...least, laneCapacity: 1 });
    expect(resolveOptions(most)).toEqual({ ...most, laneCapacity: 512 });
    expect(resolveOptions({ workers: 1, burst: 2, credits: 33 })).toMatchObject({ credits: 33, laneCapacity: 64 });
  });

  it.each([
    [{ workers: 0 }, 'workers must be an integer from 1 to 1024, got 0'],
    [{ workers: 1025 }, 'workers must be an integer from 1 to 1024, got 1025'],
    [{ workers: 2.5 }, 'workers must be an integer from 1 to 1024, got 2.5'],
    [{ workers: undefined as unknown as number }, 'workers must be an integer from 1 to 1024, got undefined'],
    [{ workers: 1, burst: 0 }, 'burst must be an integer from 1 to 256, got 0'],
    [{ workers: 1, burst: 257 }, 'burst must be an integer from 1 to 256, got 257'],
    [{ workers: 1, burst: 8, credits: 7 }, 'credits must be an integer from 8 to 512, got 7'],
    [{ workers: 1, credits: 513 }, 'credits must be an integer from 32 to 512, got 513'],
    [{ workers: 1, burst: 8, capacity: 7 }, `capacity must be an integer from 8 to ${2 ** 24}, got 7`],
    [{ workers: 1, capacity: 2 ** 24 + 1 }, `capacity must be an integer from 32 to ${2 ** 24}, got ${2 ** 24 + 1}`],
    [{ workers: 1, flowBacklog: 0 }, 'flowBacklog must be an integer from 1 to 4096, got 0'],
    [{ workers: 1, coalesceMs: -0.5 }, 'coalesceMs must be from 0 to 1000, got -0.5'],
    [{ workers: 1, coalesceMs: 1001 }, 'coalesceMs must be from 0 to 1000, got 1001'],
    [{ workers: 1, coalesceMs: NaN }, 'coalesceMs must be from 0 to 1000, got NaN'],
    [{ workers: 1, capacity: 100, flowBacklog: 101 }, 'flowBacklog must be an integer from 1 to 100, got 101'],
  ])('are refused by a RangeError that carries name, range and value: %o', (options, message) => {
    expect(() => resolveOptions(options)).toThrow(new RangeError(message));
  });
});
