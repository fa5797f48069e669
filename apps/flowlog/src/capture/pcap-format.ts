// Classic pcap (draft-ietf-opsawg-pcap): a 24-byte header, then records { seconds, fraction, caplen, len, bytes }.
// Both byte orders, micro- and nanoseconds; before version 2.3 the two lengths stand the other way round.
import { CaptureError } from './capture-error.ts';
import { ENDED, MORE, PACKET } from './capture-format.ts';
import type { CaptureFormat, Progress } from './capture-format.ts';
import type { CaptureWindow } from './capture-window.ts';
import { MAX_CAPLEN } from './limits.ts';
import { canonicalLinktype } from './link-types.ts';
import type { PacketRecord } from './packet-record.ts';

export const PCAP_MICROSECONDS = 0xa1b2c3d4;
export const PCAP_NANOSECONDS = 0xa1b23c4d;
/** Of a file. */
const HEADER = 24;
/** Of a packet. */
const RECORD_HEADER = 16;
/** Some writers (DG/UX) gave their files this major version and the old order of the lengths. */
const DG_UX = 543;

export class PcapFormat implements CaptureFormat {
  readonly #window: CaptureWindow;
  readonly #record: PacketRecord;
  readonly #littleEndian: boolean;
  /** Nanoseconds in one unit of the fraction, and units in a second. */
  readonly #unit: number;
  readonly #unitsPerSecond: number;
  #started = false;
  #swapped = false;
  /** Version 2.3: written by both kinds of writers. The smaller of the two lengths is the captured one. */
  #maybeSwapped = false;

  constructor(window: CaptureWindow, record: PacketRecord, littleEndian: boolean, nanoseconds: boolean) {
    this.#window = window;
    this.#record = record;
    this.#littleEndian = littleEndian;
    this.#unit = nanoseconds ? 1 : 1000;
    this.#unitsPerSecond = nanoseconds ? 1_000_000_000 : 1_000_000;
  }

  next(): Progress {
    const window = this.#window;
    if (!this.#started) {
      if (window.available < HEADER) return this.#more(HEADER, 'the file header');
      if (!this.#readHeader()) return ENDED;
    }
    const at = window.position;
    const available = window.end - at;
    if (available < RECORD_HEADER) {
      if (available === 0 && window.ended) return ENDED;
      return this.#more(RECORD_HEADER, 'a packet header');
    }
    const view = window.view;
    const littleEndian = this.#littleEndian;
    let caplen = view.getUint32(at + 8, littleEndian);
    let wirelen = view.getUint32(at + 12, littleEndian);
    if (this.#swapped || (this.#maybeSwapped && caplen > wirelen)) [caplen, wirelen] = [wirelen, caplen];
    if (caplen > MAX_CAPLEN) {
      return this.#damaged(`packet of ${String(caplen)} captured bytes, more than the ${String(MAX_CAPLEN)} a capture can have`);
    }
    if (available < RECORD_HEADER + caplen) return this.#more(RECORD_HEADER + caplen, 'a packet');
    const record = this.#record;
    const fraction = view.getUint32(at + 4, littleEndian);
    const carry = fraction < this.#unitsPerSecond ? 0 : Math.floor(fraction / this.#unitsPerSecond);
    record.seconds = view.getUint32(at, littleEndian) + carry;
    record.nanoseconds = (fraction - carry * this.#unitsPerSecond) * this.#unit;
    record.offset = at + RECORD_HEADER;
    record.caplen = caplen;
    record.wirelen = wirelen;
    window.position = at + RECORD_HEADER + caplen;
    return PACKET;
  }

  #readHeader(): boolean {
    const { view, position } = this.#window;
    const major = view.getUint16(position + 4, this.#littleEndian);
    const minor = view.getUint16(position + 6, this.#littleEndian);
    if (major !== 2 && major !== DG_UX) {
      this.#damaged(`pcap version ${String(major)}.${String(minor)}, only 2.x is known`, 4);
      return false;
    }
    this.#swapped = major === DG_UX || minor < 3;
    this.#maybeSwapped = major === 2 && minor === 3;
    this.#record.linktype = canonicalLinktype(view.getUint32(position + 20, this.#littleEndian));
    this.#window.position += HEADER;
    this.#started = true;
    return true;
  }

  #more(needed: number, what: string): Progress {
    if (!this.#window.ended) return MORE;
    return this.#damaged(`the file ends inside ${what}: ${String(this.#window.available)} of ${String(needed)} bytes are there`);
  }

  #damaged(reason: string, further = 0): Progress {
    this.#window.error = new CaptureError('damaged', this.#window.offset + further, reason);
    return ENDED;
  }
}
