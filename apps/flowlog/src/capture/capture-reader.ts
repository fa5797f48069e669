// Reads pcap and pcapng as a stream: finds out which of the two it is, then walks packet by packet over a window of bytes that
// somebody else fills. It holds nothing but the window, so its memory does not depend on the input's length.
import { CaptureError } from './capture-error.ts';
import { ENDED, MORE } from './capture-format.ts';
import type { CaptureFormat, Progress } from './capture-format.ts';
import { CaptureWindow } from './capture-window.ts';
import { describeForeignInput } from './foreign-input.ts';
import { MAX_BLOCK_IN_MEMORY } from './limits.ts';
import { PacketRecord } from './packet-record.ts';
import { PCAP_MICROSECONDS, PCAP_NANOSECONDS, PcapFormat } from './pcap-format.ts';
import { PcapngFormat } from './pcapng-format.ts';
import { SECTION_HEADER } from './pcapng-layout.ts';

const MAGIC = 4;

export class CaptureReader {
  /** Unread bytes never exceed this when `next` asks for more: room for them must precede the next bytes. */
  static readonly LARGEST_REST: number = MAX_BLOCK_IN_MEMORY;

  /** The packet that `next` found; its `offset` is into `window.bytes`. */
  readonly record: PacketRecord = new PacketRecord();
  readonly window: CaptureWindow = new CaptureWindow();
  #format: CaptureFormat | null = null;

  /**
   * Moves to the next packet. PACKET: `record` has it. MORE: `refill` the window (or say that it ended) and ask again.
   * ENDED: there is no further packet; `error` says whether that is the sound end. Does not throw.
   */
  next(): Progress {
    return this.#format === null ? this.#detect() : this.#format.next();
  }

  /** What ended the reading, null at the sound end. */
  get error(): CaptureError | null {
    return this.window.error;
  }

  /**
   * Goes on in `bytes`: the window's unread bytes are copied to just before `from`, the new ones stand at `from` .. `from + count`.
   * `from` must leave room for the unread bytes (at most LARGEST_REST). Passing the window's own buffer with `from` = its end appends.
   */
  refill(bytes: Uint8Array, view: DataView, from: number, count: number): void {
    const window = this.window;
    if (bytes === window.bytes && from === window.end) {
      window.end += count;
      return;
    }
    const rest = window.available;
    const start = from - rest;
    if (start < 0) throw new RangeError(`${String(rest)} unread bytes do not fit before offset ${String(from)}`);
    if (rest > 0) bytes.set(window.bytes.subarray(window.position, window.end), start);
    window.base = window.offset - start;
    window.bytes = bytes;
    window.view = view;
    window.position = start;
    window.end = from + count;
  }

  /** No byte comes any more. */
  end(): void {
    this.window.ended = true;
  }

  #detect(): Progress {
    const window = this.window;
    if (window.available < MAGIC) {
      if (!window.ended) return MORE;
      window.error ??= new CaptureError('not-a-capture', 0, window.available === 0 ? 'empty: no capture header' : 'not a pcap or pcapng capture: too short for a header');
      return ENDED;
    }
    const format = this.#formatOf(window.view.getUint32(window.position), window.view.getUint32(window.position, true));
    if (format === null) {
      window.error ??= new CaptureError('not-a-capture', 0, describeForeignInput(window.bytes.subarray(window.position, window.end)));
      return ENDED;
    }
    this.#format = format;
    return format.next();
  }

  #formatOf(big: number, little: number): CaptureFormat | null {
    const { window, record } = this;
    if (big === SECTION_HEADER) return new PcapngFormat(window, record);
    if (big === PCAP_MICROSECONDS || big === PCAP_NANOSECONDS) return new PcapFormat(window, record, false, big === PCAP_NANOSECONDS);
    if (little === PCAP_MICROSECONDS || little === PCAP_NANOSECONDS) return new PcapFormat(window, record, true, little === PCAP_NANOSECONDS);
    return null;
  }
}
