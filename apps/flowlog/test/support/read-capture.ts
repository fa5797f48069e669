import { MORE, PACKET } from '../../src/capture/capture-format.ts';
import type { CaptureError } from '../../src/capture/capture-error.ts';
import { CaptureReader } from '../../src/capture/capture-reader.ts';

export interface ReadPacket {
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly caplen: number;
  readonly wirelen: number;
  readonly linktype: number;
  readonly frame: Uint8Array;
}

/** Feeds `input` to a reader in pieces of at most `piece` bytes, in two buffers by turns, as a pool would give them. */
export function readCapture(input: Uint8Array, piece: number = input.length): { packets: ReadPacket[]; error: CaptureError | null } {
  const reader = new CaptureReader();
  const { record, window } = reader;
  const packets: ReadPacket[] = [];
  const room = CaptureReader.LARGEST_REST;
  const buffers = [new Uint8Array(room + piece), new Uint8Array(room + piece)];
  let fed = 0;
  for (;;) {
    const progress = reader.next();
    if (progress === PACKET) {
      const { seconds, nanoseconds, caplen, wirelen, linktype, offset } = record;
      packets.push({ seconds, nanoseconds, caplen, wirelen, linktype, frame: window.bytes.slice(offset, offset + caplen) });
    } else if (progress === MORE) {
      if (window.ended) throw new Error('asks for more after the end');
      const count = Math.min(piece, input.length - fed);
      if (count === 0) {
        reader.end();
        continue;
      }
      const bytes = buffers.reverse()[0]!;
      bytes.set(input.subarray(fed, fed + count), room);
      reader.refill(bytes, new DataView(bytes.buffer), room, count);
      fed += count;
    } else {
      return { packets, error: reader.error };
    }
  }
}

/** Exact nanoseconds since 1970, or null when the capture gives no time. */
export function timeOf(packet: { seconds: number; nanoseconds: number }): bigint | null {
  return Number.isNaN(packet.seconds) ? null : BigInt(packet.seconds) * 1_000_000_000n + BigInt(packet.nanoseconds);
}
