// From a capture's bytes to tagged packets: reads, dissects, finds the flow, notes what the worker needs, hands out. The only code
// that sees every packet on one thread, so it allocates nothing for a packet.
import { FIRST_FRAGMENT, FrameFields, LATER_FRAGMENT, dissect } from '@dist/tags';
import { ENDED, PACKET } from '../capture/capture-format.ts';
import { CaptureReader } from '../capture/capture-reader.ts';
import type { CaptureError } from '../capture/capture-error.ts';
import type { PacketRecord } from '../capture/packet-record.ts';
import type { Pipeline } from '../distribution/pipeline.ts';
import { packWhat } from '../flow/flow-keys.ts';
import { FULL } from '../flow/flow-table.ts';
import type { FlowTable } from '../flow/flow-table.ts';
import type { Source } from '../input/source.ts';
import { READ_BYTES } from '../memory/frame-buffers.ts';
import {
  CAPLEN,
  FRAME,
  IP_HEADER,
  L4_HEADER,
  NANOSECONDS,
  NOTE_DOUBLES_SHIFT,
  NOTE_WORDS_SHIFT,
  PACKET_NUMBER,
  PROTOCOL,
  SECONDS,
  WIRELEN,
  packProtocol,
} from '../memory/packet-notes.ts';
import type { EarlyFlows } from './early-flows.ts';
import { LinkTypeCount } from './link-type-count.ts';

/** Why the walk over the packets in memory stopped, beside MORE and ENDED of the reader. */
const NO_ROOM = 2;
const TABLE_FULL = 3;

export class Intake {
  /** Packets read, of all captures. */
  packets = 0;
  /** Their bytes on the wire. */
  bytes = 0;
  nonIp = 0;
  /** Bytes of captures read. */
  read = 0;
  readonly unknownLinktypes: LinkTypeCount = new LinkTypeCount();
  readonly #pipeline: Pipeline;
  readonly #table: FlowTable;
  readonly #early: EarlyFlows;
  readonly #fields = new FrameFields();
  /** The buffer in which the reader is, or -1. */
  #buffer = -1;
  /** The reader's packet has been dissected and waits for room in the flow table. */
  #holding = false;

  constructor(pipeline: Pipeline, table: FlowTable, early: EarlyFlows) {
    this.#pipeline = pipeline;
    this.#table = table;
    this.#early = early;
  }

  /**
   * Hands out the packets of one capture. The last ones may still be outstanding when it resolves.
   * @param stop ends the reading early.
   * @returns what was wrong with the capture, null if nothing.
   * @throws InputError, WorkerError
   */
  async take(source: Source, stop: AbortSignal): Promise<CaptureError | null> {
    const { buffers } = this.#pipeline;
    const reader = new CaptureReader();
    const cancel = (): void => {
      source.cancel();
    };
    stop.addEventListener('abort', cancel);
    // The next bytes are read while the packets of the last ones are walked over.
    let ahead = -1;
    let reading: Promise<number> | null = null;
    try {
      while (!stop.aborted) {
        const reason = this.#walk(reader);
        if (reason === ENDED) break;
        if (reason === TABLE_FULL) {
          await this.#early.prepare();
          continue;
        }
        await this.#pipeline.submit();
        if (reason === NO_ROOM) continue;
        await this.#early.flush();
        if (reading === null) {
          ahead = await this.#pipeline.takeBuffer();
          reading = readInto(source, buffers.bytes, buffers.start(ahead));
        }
        const count = await reading;
        reading = null;
        if (count === 0) {
          reader.end();
          continue;
        }
        this.read += count;
        reader.refill(buffers.bytes, buffers.view, buffers.start(ahead), count);
        if (this.#buffer >= 0) buffers.letGo(this.#buffer);
        this.#buffer = ahead;
        ahead = buffers.take();
        if (ahead >= 0) reading = readInto(source, buffers.bytes, buffers.start(ahead));
      }
      return stop.aborted ? null : reader.error;
    } finally {
      stop.removeEventListener('abort', cancel);
      await source.close();
      if (this.#buffer >= 0) buffers.letGo(this.#buffer);
      if (ahead >= 0) buffers.letGo(ahead);
      this.#buffer = -1;
      this.#holding = false;
    }
  }

  #walk(reader: CaptureReader): number {
    const { record } = reader;
    const pipeline = this.#pipeline;
    for (;;) {
      if (!this.#holding) {
        const progress = reader.next();
        if (progress !== PACKET) return progress;
        this.packets++;
        this.bytes += record.wirelen;
        if (dissect(reader.window.bytes, record.offset, record.caplen, record.linktype, this.#fields) === 0) {
          this.nonIp++;
          this.unknownLinktypes.add(record.linktype);
          continue;
        }
      }
      const flow = this.#findFlow();
      this.#holding = flow === FULL;
      if (flow === FULL) return TABLE_FULL;
      this.#note(pipeline.add(flow, this.#buffer), record);
      if (pipeline.isBurstFull && !pipeline.trySubmit()) return NO_ROOM;
    }
  }

  #findFlow(): number {
    const fields = this.#fields;
    const { view } = this.#pipeline.buffers;
    const withPorts = fields.sourcePort >= 0;
    const what = packWhat(fields.ipVersion, fields.protocol, withPorts);
    const ports = withPorts ? (fields.sourcePort << 16) | fields.destinationPort : 0;
    const flow = this.#table.find(view, fields.sourceOffset, what, ports, this.packets);
    if (flow !== FULL || !this.#early.tryMakeRoom()) return flow;
    return this.#table.find(view, fields.sourceOffset, what, ports, this.packets);
  }

  #note(note: number, record: PacketRecord): void {
    const { words, doubles } = this.#pipeline.notes;
    const fields = this.#fields;
    const at = note << NOTE_WORDS_SHIFT;
    const { offset } = record;
    words[at + FRAME] = offset;
    words[at + CAPLEN] = record.caplen;
    words[at + WIRELEN] = record.wirelen;
    words[at + NANOSECONDS] = record.nanoseconds;
    words[at + IP_HEADER] = fields.l3Offset - offset;
    words[at + L4_HEADER] = fields.l4Offset < 0 || fields.fragment === LATER_FRAGMENT ? 0 : fields.l4Offset - offset;
    words[at + PROTOCOL] = packProtocol(fields.ipVersion, fields.protocol, fields.fragment === FIRST_FRAGMENT);
    doubles[(note << NOTE_DOUBLES_SHIFT) + PACKET_NUMBER] = this.packets;
    doubles[(note << NOTE_DOUBLES_SHIFT) + SECONDS] = record.seconds;
  }
}

function readInto(source: Source, bytes: Uint8Array, at: number): Promise<number> {
  const reading = source.read(bytes, at, READ_BYTES);
  // It is awaited later, or not at all when something else fails first.
  reading.catch(() => undefined);
  return reading;
}
