import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';

const PACKETS = 1_000_000;

describe('a packet on its way', () => {
  it.each([
    { burst: 32, tags: 1000, own: true },
    { burst: 1, tags: 1000, own: true },
    { burst: 32, tags: 1, own: true },
    { burst: 32, tags: 1000, own: false },
  ])('allocates nothing: $burst packets a burst, $tags tags, bursts of the distributor: $own', async ({ burst, tags, own }) => {
    const thread = new Worker(new URL('./threads/allocation.worker.ts', import.meta.url), { workerData: { burst, tags, own, packets: PACKETS } });
    const [{ grown, collections }] = (await once(thread, 'message')) as [{ grown: number; collections: number }];
    expect(collections).toBe(0);
    // One byte a packet would be a megabyte.
    expect(grown).toBeLessThan(PACKETS / 4);
    await thread.terminate();
  });
});
