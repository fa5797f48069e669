// Captures of any size with known flows: TCP packets of raw IP, round robin or in bursts over the flows, checksums right.
import { CaptureBuilder } from './build-capture.ts';
import { buildFrame } from './build-frame.ts';

export interface Traffic {
  readonly packets: number;
  readonly flows: number;
  readonly payload?: number;
  /** Which flow packet `index` belongs to. Default: round robin. */
  readonly flowOf?: (index: number) => number;
}

const RAW_IP = 101;
const RECORD_HEADER = 16;

/** A pcap with these packets, made without holding an object for each. */
export function buildTraffic({ packets, flows, payload = 10, flowOf = (index): number => index % flows }: Traffic): Uint8Array<ArrayBuffer> {
  const header = new CaptureBuilder().pcap(RAW_IP).bytes();
  const length = 40 + payload;
  const capture = new Uint8Array(header.length + packets * (RECORD_HEADER + length));
  const view = new DataView(capture.buffer);
  capture.set(header);
  const frames = new Map<number, Uint8Array>();
  const sequences = new Map<number, number>();
  let at = header.length;
  for (let index = 0; index < packets; index++) {
    const flow = flowOf(index);
    const sequence = sequences.get(flow) ?? 0;
    sequences.set(flow, sequence + payload);
    const key = flow * 65_536 + (sequence % 65_536);
    let frame = frames.get(key);
    if (frame === undefined) {
      frame = buildFrame({ sourcePort: flow & 0xffff, source: flow >>> 16, sequence, payload: new Uint8Array(payload).fill(flow) });
      if (frames.size < 100_000) frames.set(key, frame);
    }
    view.setUint32(at, index, true);
    view.setUint32(at + 4, index % 1_000_000, true);
    view.setUint32(at + 8, length, true);
    view.setUint32(at + 12, length, true);
    capture.set(frame, at + RECORD_HEADER);
    at += RECORD_HEADER + length;
  }
  return capture;
}
