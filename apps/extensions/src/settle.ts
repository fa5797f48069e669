import type { OrderEvent } from './order-event.ts';

/** Where balances are kept: a database, in life. */
export interface Balances {
  read(orderId: bigint): Promise<number>;
  write(orderId: bigint, balance: number): Promise<void>;
}

/**
 * The handler: books an event on its order. It reads, then writes, and is right only because no other event of the order
 * is handled between the two; so it must not be done before its last write is.
 */
export function settleOn(balances: Balances): (event: OrderEvent) => Promise<number> {
  return async ({ orderId, kind, quantity, price }) => {
    const balance = await balances.read(orderId);
    const booked = kind === 'cancel' ? 0 : balance + quantity * price;
    await balances.write(orderId, booked);
    return booked;
  };
}
