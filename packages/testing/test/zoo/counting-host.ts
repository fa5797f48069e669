// Counts what workers hand back while a stepped case runs: how long it took the case to see what is wrong.
import type { PacketBurst } from '@dist/core';
import type { DistributorUnderTest, SteppedHost, SteppedOptions } from '../../src/index.ts';

export class CountingHost implements SteppedHost {
  readonly name: string;
  /** Packets that workers have handed back until now. */
  handedBack = 0;
  readonly #host: SteppedHost;

  constructor(host: SteppedHost) {
    this.#host = host;
    this.name = `${host.name}, counting`;
  }

  create(options: SteppedOptions): DistributorUnderTest {
    const target = this.#host.create(options);
    const requestPackets = target.requestPackets.bind(target);
    const returnPackets = target.returnPackets.bind(target);
    target.requestPackets = (worker, packets): boolean => this.#count(packets, () => requestPackets(worker, packets));
    target.returnPackets = (worker, packets): boolean => this.#count(packets, () => returnPackets(worker, packets));
    return target;
  }

  /** A call that hands packets back; false: the worker has to wait before it can, and keeps them. */
  #count(packets: PacketBurst | undefined, call: () => boolean): boolean {
    const count = packets?.count ?? 0;
    const handsBack = call();
    if (handsBack) this.handedBack += count;
    return handsBack;
  }
}
