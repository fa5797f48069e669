import { requireInteger } from '../limits.ts';
import type { SteppedHost } from '../stepped/stepped-host.ts';
import { DpdkBurst } from './dpdk-burst.ts';
import type { SharedCursor } from './dpdk-burst.ts';
import { DpdkSingle } from './dpdk-single.ts';
import type { PastFault } from './past-fault.ts';

/**
 * Runs stepped cases on the doubles: burst 1 on DPDK's single mode, any other on its burst mode.
 * @param fault a fault of its past to put back
 */
export function dpdkHost(fault?: PastFault): SteppedHost {
  const cursor: SharedCursor = { worker: 0 };
  return {
    name: 'DPDK double',
    create: ({ workers, burst }) => {
      requireInteger('workers', workers, 1, 63);
      return burst === 1 ? new DpdkSingle({ workers, fault }) : new DpdkBurst({ workers, cursor, fault });
    },
  };
}
