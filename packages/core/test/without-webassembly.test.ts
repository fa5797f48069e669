// Engines without WebAssembly, and places where nothing may be compiled: there all is JavaScript, and nobody notices.
import { afterEach, describe, expect, it, vi } from 'vitest';

import { webAssembly } from '../src/memory/web-assembly.ts';

const { Memory, Module, Instance } = webAssembly!;

function forbidden(): never {
  throw new Error('forbidden by a policy');
}

function noRoom(): never {
  throw new RangeError('could not allocate memory');
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe.each([
  ['there is no WebAssembly', undefined],
  ['nothing may be compiled', { Memory, Module: forbidden, Instance }],
  ['the address space is full', { Memory: noRoom, Module, Instance }],
])('where %s', (_where, there) => {
  it('packets go to workers and come back all the same', async () => {
    vi.stubGlobal('WebAssembly', there);
    vi.resetModules();
    const { Distributor, DistributorWorker, PacketBurst } = await import('../src/index.ts');
    const distributor = Distributor.create({ workers: 1, burst: 4 });
    const worker = DistributorWorker.attach(distributor.region, 0);
    worker.requestPackets();
    const packets = distributor.createBurst(8);
    for (let i = 0; i < 8; i++) packets.push(i % 3, i);
    expect(distributor.process(packets)).toBe(8);
    const burst = new PacketBurst(4);
    while (worker.pollPackets(burst) > 0) worker.requestPackets(burst);
    expect(distributor.flush()).toBe(0);
    expect(distributor.returnedPackets(packets)).toBe(8);
    expect([...packets.handles]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});
