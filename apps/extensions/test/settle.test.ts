// A handler of one's own under the ordering checker. The store says what really happens to an order, and when: a handler
// that is done before its last write is would be found by no test of its results.
import { setTimeout as sleep } from 'node:timers/promises';
import { History, checkHistory, describeVerdict } from '@dist/testing';
import { expect, it } from 'vitest';
import type { OrderEvent } from '../src/order-event.ts';
import { orderTag } from '../src/order-tag.ts';
import { type Balances, settleOn } from '../src/settle.ts';
import { onOneThread } from './on-one-thread.ts';

type Settle = ReturnType<typeof settleOn>;

const events = Array.from({ length: 60 }, (_, i): OrderEvent => ({ orderId: BigInt(i % 7), kind: i % 20 === 19 ? 'cancel' : 'new', account: 1, symbol: 'ACME', quantity: 1, price: i }));

/** Runs all events through a handler; the history of what it did to the store. */
async function historyOf(makeHandler: (balances: Balances) => Settle): Promise<{ history: History; balances: Map<bigint, number> }> {
  const history = new History();
  const tags = events.map(orderTag);
  const balances = new Map<bigint, number>();
  tags.forEach((tag, packet) => {
    history.submitted(packet, tag);
  });
  await onOneThread(tags, async (packet, worker) => {
    const handle = makeHandler({
      async read(orderId) {
        history.started(packet, tags[packet]!, worker);
        await sleep(packet % 3);
        return balances.get(orderId) ?? 0;
      },
      async write(orderId, balance) {
        await sleep(packet % 2);
        balances.set(orderId, balance);
        history.finished(packet, tags[packet]!, worker);
      },
    });
    await handle(events[packet]!);
  });
  await sleep(10);
  tags.forEach((tag, packet) => {
    history.returned(packet, tag);
  });
  return { history, balances };
}

it('settles the events of an order one after the other, and books what they say', async () => {
  const { history, balances } = await historyOf(settleOn);
  const verdict = checkHistory(history);
  expect(describeVerdict(verdict)).toMatch(/^kept/);
  const expected = new Map<bigint, number>();
  for (const { orderId, kind, quantity, price } of events) expected.set(orderId, kind === 'cancel' ? 0 : (expected.get(orderId) ?? 0) + quantity * price);
  expect(balances).toEqual(expected);
});

it('would find a handler that does not wait for its last write', async () => {
  const hasty = (balances: Balances): Settle => {
    return async ({ orderId, quantity, price }) => {
      const booked = (await balances.read(orderId)) + quantity * price;
      void balances.write(orderId, booked);
      return booked;
    };
  };
  const { history } = await historyOf(hasty);
  expect(checkHistory(history).counts.overlap).toBeGreaterThan(0);
});
