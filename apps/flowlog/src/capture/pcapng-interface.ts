// What an interface description block says that its packets need: link type, snapshot length, and how to read its clock.
import { ClockUnits } from './clock-units.ts';
import { canonicalLinktype } from './link-types.ts';
import { INTERFACE, OPTION_END, OPTION_IF_TSOFFSET, OPTION_IF_TSRESOL } from './pcapng-layout.ts';

const MICROSECONDS = 6;

export interface PcapngInterface {
  readonly linktype: number;
  /** Bytes kept of each packet; 0 = no limit. */
  readonly snaplen: number;
  readonly clock: ClockUnits;
}

/** Reads the block in `view` from `at` to before its trailer `end`; null when an option does not fit the block: then its clock is not known. */
export function readInterface(view: DataView, at: number, end: number, littleEndian: boolean): PcapngInterface | null {
  let resolution = MICROSECONDS;
  let offset = 0;
  let option = at + INTERFACE.options;
  while (option + 4 <= end) {
    const code = view.getUint16(option, littleEndian);
    const length = view.getUint16(option + 2, littleEndian);
    const value = option + 4;
    if (code === OPTION_END) break;
    if (value + length > end) return null;
    if (code === OPTION_IF_TSRESOL && length >= 1) resolution = view.getUint8(value);
    if (code === OPTION_IF_TSOFFSET && length >= 8) offset = Number(view.getBigInt64(value, littleEndian));
    option = value + ((length + 3) & ~3);
  }
  return {
    linktype: canonicalLinktype(view.getUint16(at + INTERFACE.linktype, littleEndian)),
    snaplen: view.getUint32(at + INTERFACE.snaplen, littleEndian),
    clock: new ClockUnits(resolution, offset),
  };
}
