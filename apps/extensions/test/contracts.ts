// The extensions of this app against the contracts of the packages, as plain data: contracts.test.ts runs it under vitest,
// contracts.node.ts under node:test.
import { type ContractCase, codecContract, ringContract, tagFunctionContract, waitStrategyContract, workerHostContract } from '@dist/testing';
import { backOff } from '../src/back-off.ts';
import { orderCodec } from '../src/order-codec.ts';
import type { OrderEvent } from '../src/order-event.ts';
import { orderTag } from '../src/order-tag.ts';
import { StampRing } from '../src/stamp-ring.ts';
import { threadHost } from '../src/thread-host.ts';

const order: OrderEvent = { orderId: 1n, kind: 'new', account: 7, symbol: 'ACME', quantity: 100, price: 12.5 };

/** Ids as exchanges give them: a day and a line in the high half, a running number in the low one. */
const ids = Array.from({ length: 4000 }, (_, i) => (BigInt(20_260_101 + (i % 20)) << 32n) | BigInt(Math.floor(i / 20) << 4));
const life = (orderId: bigint): OrderEvent[] => [
  { ...order, orderId },
  { ...order, orderId, kind: 'amend', quantity: 50 },
  { ...order, orderId, kind: 'cancel' },
];

export const contracts: Readonly<Record<string, readonly ContractCase[]>> = {
  'the wait strategy backOff': waitStrategyContract({ make: () => backOff(), parksWithin: 64, maxPauses: 256 }),
  'the codec orderCodec': codecContract({
    make: orderCodec,
    values: [
      order,
      { orderId: 2n ** 64n - 1n, kind: 'cancel', account: 2 ** 32 - 1, symbol: '~ABCDEF ', quantity: -0, price: Infinity },
      { orderId: 0n, kind: 'amend', account: 0, symbol: 'X', quantity: Number.MIN_VALUE, price: NaN },
    ],
    refused: [{ ...order, orderId: -1n }, { ...order, kind: 'sold' }, { ...order, account: 0.5 }, { ...order, symbol: '' }, { ...order, symbol: 'NINECHARS' }, { ...order, symbol: '€' }],
  }),
  'the tag function orderTag': tagFunctionContract({
    tag: orderTag,
    key: ({ orderId }) => orderId,
    packets: ids.flatMap(life),
    edges: [0n, 2n ** 32n, 2n ** 64n - 1n].flatMap(life),
  }),
  'the ring StampRing': ringContract(StampRing),
  'the worker host threadHost': workerHostContract(threadHost(new URL('../src/case.worker.ts', import.meta.url))),
};
