// An order id has 64 bits, a tag 32, and exchanges number orders in patterns: the two halves are mixed before they are
// folded, so that no pattern makes many orders share a tag.
import type { OrderEvent } from './order-event.ts';

/** The tag of an order: equal for all its events. */
export function orderTag({ orderId }: OrderEvent): number {
  return mixed(Number(orderId & 0xffff_ffffn) ^ mixed(Number(orderId >> 32n)));
}

/** MurmurHash3's 32-bit finaliser: a permutation in which each bit of the input turns half of the output. */
function mixed(word: number): number {
  let hash = word ^ (word >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
