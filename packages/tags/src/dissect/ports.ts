import type { FrameFields } from './frame-fields.ts';
import { uint16 } from './uint16.ts';

const TCP = 6;
const UDP = 17;
const SCTP = 132;

/** Reads the ports of the protocol in `fields`, when it has ports and both of them lie before `end`. */
export function readPorts(bytes: Uint8Array, at: number, end: number, fields: FrameFields): void {
  const protocol = fields.protocol;
  if ((protocol !== TCP && protocol !== UDP && protocol !== SCTP) || at + 4 > end) return;
  fields.sourcePort = uint16(bytes, at);
  fields.destinationPort = uint16(bytes, at + 2);
}
