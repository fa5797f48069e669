// The state a section header starts and its interface blocks fill: byte order and interfaces. Methods that read a block return
// null, or the reason why the block is damaged.
import { MAX_INTERFACES } from './limits.ts';
import { readInterface } from './pcapng-interface.ts';
import type { PcapngInterface } from './pcapng-interface.ts';
import { BYTE_ORDER_MAGIC, INTERFACE, SECTION } from './pcapng-layout.ts';

export class PcapngSection {
  littleEndian = true;
  /** Packets name them by position. */
  interfaces: PcapngInterface[] = [];

  /** A section may have another byte order than the one before it: this comes before any other field is read. */
  readByteOrder(view: DataView, at: number): string | null {
    const magic = view.getUint32(at + SECTION.magic);
    const little = view.getUint32(at + SECTION.magic, true) === BYTE_ORDER_MAGIC;
    if (!little && magic !== BYTE_ORDER_MAGIC) return `section header with the byte-order magic 0x${magic.toString(16).padStart(8, '0')}`;
    this.littleEndian = little;
    return null;
  }

  readHeader(view: DataView, at: number, trailer: number): string | null {
    if (at + SECTION.options > trailer) return 'section header too short for its fields';
    const major = view.getUint16(at + SECTION.major, this.littleEndian);
    const minor = view.getUint16(at + SECTION.minor, this.littleEndian);
    // Some writers say 1.2 and mean 1.0; so does the specification.
    if (major !== 1 || (minor !== 0 && minor !== 2)) return `pcapng version ${String(major)}.${String(minor)}, only 1.0 is known`;
    this.interfaces = [];
    return null;
  }

  readInterface(view: DataView, at: number, trailer: number): string | null {
    if (at + INTERFACE.options > trailer) return 'interface block too short for its fields';
    if (this.interfaces.length === MAX_INTERFACES) return `more than ${String(MAX_INTERFACES)} interfaces in one section`;
    const description = readInterface(view, at, trailer, this.littleEndian);
    if (description === null) return 'interface option that runs past the end of its block';
    this.interfaces.push(description);
    return null;
  }
}
