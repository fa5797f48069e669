import { expect, it } from 'vitest';
import { distributorTicks, hashTicks } from './autotest-output.ts';

const distributor = `
==== Cache line switch test ===
Time for 33554432 iterations = 20731798100 ticks
Ticks per iteration = 617

=== Performance test of distributor (single mode) ===
Time per burst:  29114
Time per packet: 454

Worker 0 handled 134217728 packets
Total packets: 134217728 (8000000)
=== Perf test done ===

=== Performance test of distributor (burst mode) ===
Time per burst:  2796
Time per packet: 43

=== Perf test done ===
Test OK
`;

const hash = `
Average rte_softrss() takes \t\t66.7 cycles for key len 8
Average rte_softrss_be() takes \t\t51.4 cycles for key len 8
Average rte_softrss() takes \t\t100.6 cycles for key len 12
Average rte_softrss_be() takes \t\t75.7 cycles for key len 12
Average rte_softrss() takes \t\t376.4 cycles for key len 36
`;

it('reads the ticks of each mode, not those of the other', () => {
  expect([distributorTicks(distributor, 'single'), distributorTicks(distributor, 'burst')]).toEqual([454, 43]);
});

it('takes no number of another mode when one is missing', () => {
  expect(() => distributorTicks(distributor.replace('Time per packet: 454', ''), 'single')).toThrow('dpdk-test printed nothing like');
});

it('reads the ticks of a hash by its length', () => {
  expect([hashTicks(hash, 12), hashTicks(hash, 36)]).toEqual([100.6, 376.4]);
  expect(() => hashTicks(hash, 1)).toThrow('dpdk-test printed nothing like');
});
