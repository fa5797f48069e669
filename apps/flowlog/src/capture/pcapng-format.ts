// pcapng: a walk over blocks. Section and interface blocks change what the following packets mean, packet blocks are delivered,
// all others are stepped over without being kept, however long they are.
import { CaptureError } from './capture-error.ts';
import { ENDED, MORE, PACKET } from './capture-format.ts';
import type { CaptureFormat, Progress } from './capture-format.ts';
import type { CaptureWindow } from './capture-window.ts';
import { MAX_BLOCK, MAX_BLOCK_IN_MEMORY } from './limits.ts';
import type { PacketRecord } from './packet-record.ts';
import { ENHANCED_PACKET, INTERFACE_DESCRIPTION, PACKET_BLOCK, SECTION_HEADER, SIMPLE_PACKET, SMALLEST_BLOCK, TRAILER } from './pcapng-layout.ts';
import { readEnhancedPacket, readOldPacket, readSimplePacket } from './pcapng-packets.ts';
import { PcapngSection } from './pcapng-section.ts';

export class PcapngFormat implements CaptureFormat {
  readonly #window: CaptureWindow;
  readonly #record: PacketRecord;
  readonly #section = new PcapngSection();
  /** Of the block being stepped over: bytes still to come, its total, and where it started. 0 bytes = none. */
  #stepOver = 0;
  #stepTotal = 0;
  #stepFrom = 0;

  constructor(window: CaptureWindow, record: PacketRecord) {
    this.#window = window;
    this.#record = record;
  }

  next(): Progress {
    const window = this.#window;
    const section = this.#section;
    for (;;) {
      if (this.#stepOver > 0 && !this.#stepOn()) return window.error === null ? MORE : ENDED;
      const at = window.position;
      const available = window.end - at;
      if (available < SMALLEST_BLOCK) {
        if (available === 0 && window.ended) return ENDED;
        return this.#more(SMALLEST_BLOCK);
      }
      const view = window.view;
      if (view.getUint32(at) === SECTION_HEADER) {
        const reason = section.readByteOrder(view, at);
        if (reason !== null) return this.#damaged(reason);
      }
      const type = view.getUint32(at, section.littleEndian);
      const total = view.getUint32(at + 4, section.littleEndian);
      if (total < SMALLEST_BLOCK) return this.#damaged(`block of ${String(total)} bytes, the smallest has ${String(SMALLEST_BLOCK)}`);
      if (total > MAX_BLOCK) return this.#damaged(`block of ${String(total)} bytes, more than the ${String(MAX_BLOCK)} a block can have`);
      // Some writers leave the padding out of the total.
      const padded = (total + 3) & ~3;
      if (!isKept(type)) {
        this.#stepOver = padded;
        this.#stepTotal = total;
        this.#stepFrom = window.offset;
        continue;
      }
      if (padded > MAX_BLOCK_IN_MEMORY) {
        return this.#damaged(`block of type ${String(type)} and ${String(total)} bytes, more than the ${String(MAX_BLOCK_IN_MEMORY)} such a block can have`);
      }
      if (available < padded) return this.#more(padded);
      const trailer = at + padded - TRAILER;
      const again = view.getUint32(trailer, section.littleEndian);
      if (again !== total) return this.#damaged(totalsDiffer(total, again));
      const reason = this.#readBlock(type, view, at, trailer);
      if (reason !== null) return this.#damaged(reason);
      window.position = at + padded;
      if (type !== SECTION_HEADER && type !== INTERFACE_DESCRIPTION) return PACKET;
    }
  }

  #readBlock(type: number, view: DataView, at: number, trailer: number): string | null {
    switch (type) {
      case ENHANCED_PACKET:
        return readEnhancedPacket(this.#section, this.#record, view, at, trailer);
      case PACKET_BLOCK:
        return readOldPacket(this.#section, this.#record, view, at, trailer);
      case SIMPLE_PACKET:
        return readSimplePacket(this.#section, this.#record, view, at, trailer);
      case INTERFACE_DESCRIPTION:
        return this.#section.readInterface(view, at, trailer);
      default:
        return this.#section.readHeader(view, at, trailer);
    }
  }

  /** True when the block is behind us; else more bytes are needed, or `window.error` is set. */
  #stepOn(): boolean {
    const window = this.#window;
    const step = Math.min(this.#stepOver - TRAILER, window.available);
    window.position += step;
    this.#stepOver -= step;
    if (this.#stepOver > TRAILER || window.available < TRAILER) {
      if (window.ended) this.#damagedAt(this.#stepFrom, `the file ends inside a block of ${String(this.#stepTotal)} bytes`);
      return false;
    }
    const again = window.view.getUint32(window.position, this.#section.littleEndian);
    if (again !== this.#stepTotal) {
      this.#damagedAt(this.#stepFrom, totalsDiffer(this.#stepTotal, again));
      return false;
    }
    window.position += TRAILER;
    this.#stepOver = 0;
    return true;
  }

  #more(needed: number): Progress {
    if (!this.#window.ended) return MORE;
    return this.#damaged(`the file ends inside a block: ${String(this.#window.available)} of ${String(needed)} bytes are there`);
  }

  #damaged(reason: string): Progress {
    return this.#damagedAt(this.#window.offset, reason);
  }

  #damagedAt(offset: number, reason: string): Progress {
    this.#window.error = new CaptureError('damaged', offset, reason);
    return ENDED;
  }
}

/** Blocks that must be in memory as a whole. */
function isKept(type: number): boolean {
  return type === ENHANCED_PACKET || type === SIMPLE_PACKET || type === PACKET_BLOCK || type === INTERFACE_DESCRIPTION || type === SECTION_HEADER;
}

function totalsDiffer(total: number, again: number): string {
  return `block of ${String(total)} bytes ends with the length ${String(again)}`;
}
