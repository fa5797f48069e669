/** What happens to an order. All events of one order must be handled in the order in which they came. */
export interface OrderEvent {
  /** 0 to 2^64 - 1. */
  readonly orderId: bigint;
  readonly kind: 'new' | 'amend' | 'cancel';
  /** An integer from 0 to 2^32 - 1. */
  readonly account: number;
  /** 1 to 8 ASCII characters. */
  readonly symbol: string;
  readonly quantity: number;
  readonly price: number;
}
