// Order events as records of a fixed size, little-endian: no text to parse, no object of unknown shape to build.
//
//   0 order id u64 | 8 quantity f64 | 16 price f64 | 24 account u32 | 28 kind u8 | 29 symbol length u8 | 30 - | 32 symbol [8]
import type { Codec } from '@dist/node';
import type { OrderEvent } from './order-event.ts';

const BYTES = 40;
const SYMBOL = 32;
const KINDS = ['new', 'amend', 'cancel'] as const;

/** Carries {@link OrderEvent}s in 40 bytes each. */
export function orderCodec(): Codec<OrderEvent> {
  return {
    name: 'order event, version 1',
    encode({ orderId, kind, account, symbol, quantity, price }, into): number {
      const index = KINDS.indexOf(kind);
      if (index < 0) throw new RangeError(`kind must be ${KINDS.join(', ')}, got ${kind}`);
      if (BigInt.asUintN(64, orderId) !== orderId) throw new RangeError(`orderId must be from 0 to 2^64 - 1, got ${orderId}`);
      if (account >>> 0 !== account) throw new RangeError(`account must be an integer from 0 to 2^32 - 1, got ${account}`);
      if (!/^[\x20-\x7e]{1,8}$/.test(symbol)) throw new RangeError(`symbol must be 1 to 8 ASCII characters, got '${symbol}'`);
      if (into.length < BYTES) return -BYTES;
      const view = viewOf(into);
      view.setBigUint64(0, orderId, true);
      view.setFloat64(8, quantity, true);
      view.setFloat64(16, price, true);
      view.setUint32(24, account, true);
      view.setUint8(28, index);
      view.setUint8(29, symbol.length);
      for (let i = 0; i < symbol.length; i++) into[SYMBOL + i] = symbol.charCodeAt(i);
      return BYTES;
    },
    decode(bytes): OrderEvent {
      const view = viewOf(bytes);
      const kind = KINDS[view.getUint8(28)];
      if (bytes.length !== BYTES || kind === undefined) throw new RangeError(`not an order event: ${bytes.length} bytes`);
      return {
        orderId: view.getBigUint64(0, true),
        kind,
        account: view.getUint32(24, true),
        symbol: String.fromCharCode(...bytes.subarray(SYMBOL, SYMBOL + view.getUint8(29))),
        quantity: view.getFloat64(8, true),
        price: view.getFloat64(16, true),
      };
    },
  };
}

/** The bytes lie anywhere in a larger buffer, at any offset. */
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
