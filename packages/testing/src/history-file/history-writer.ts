// Writes a history as it grows: first `begin`, then `events` for each stretch of it, then `end`; each gives the bytes that go to the file
// next. A run that is stopped in between leaves a file that can be read up to its last whole block.
import type { History } from '../history/history.ts';
import { ByteWriter } from './byte-writer.ts';
import { BLOCK_EVENTS, END, EVENTS, FORMAT_VERSION, MAGIC, NOTHING_MISSING, PACKET, RUN_IS_OVER, TAG, WORKER, columnsOf, zigzag } from './file-layout.ts';
import type { RunFacts } from './run-facts.ts';

/** How a recorded run ended. */
export interface RunEnd {
  /** `complete` (the default): the run is over. `running`: packets may still have been outstanding. */
  readonly end?: 'complete' | 'running';
  /** False when a recorder had no room for some event: `MergedHistory.whole`. Default true. */
  readonly whole?: boolean;
}

export class HistoryWriter {
  #written = 0;

  /** The first bytes of the file. @throws TypeError when the facts are no JSON */
  begin(facts: RunFacts = {}): Uint8Array<ArrayBuffer> {
    const bytes = new ByteWriter();
    for (const byte of MAGIC) bytes.byte(byte);
    bytes.byte(FORMAT_VERSION);
    const text = JSON.stringify(facts).replaceAll(/[^\x20-\x7e]/gu, escaped);
    bytes.varint(text.length);
    bytes.ascii(text);
    bytes.seal();
    return bytes.take();
  }

  /** The next rows of the history: from `from` (default: where the last call ended) to before `to` (default: all there are). */
  events(history: History, from: number = this.#written, to: number = history.length): Uint8Array<ArrayBuffer> {
    const bytes = new ByteWriter();
    for (let row = from; row < to; row += BLOCK_EVENTS) bytes.append(eventBlock(history, row, Math.min(to, row + BLOCK_EVENTS)));
    this.#written += Math.max(0, to - from);
    return bytes.take();
  }

  /** The last bytes. */
  end(how: RunEnd = {}): Uint8Array<ArrayBuffer> {
    const payload = new ByteWriter();
    payload.varint(this.#written);
    payload.byte((how.end === 'running' ? 0 : RUN_IS_OVER) | (how.whole === false ? 0 : NOTHING_MISSING));
    return block(END, payload).take();
  }
}

function eventBlock(history: History, from: number, to: number): ByteWriter {
  const payload = new ByteWriter();
  const lastPacket = new Int32Array(32);
  const lastTag = new Int32Array(32);
  payload.varint(to - from);
  for (let row = from; row < to; row += 1) {
    const kind = history.kindAt(row);
    const columns = columnsOf(kind);
    payload.byte(kind);
    if ((columns & PACKET) !== 0) {
      payload.varint(zigzag((history.packetAt(row) - lastPacket[kind]!) | 0));
      lastPacket[kind] = history.packetAt(row);
    }
    if ((columns & TAG) !== 0) {
      payload.varint(zigzag((history.tagAt(row) - lastTag[kind]!) | 0));
      lastTag[kind] = history.tagAt(row);
    }
    if ((columns & WORKER) !== 0) payload.varint(history.workerAt(row));
  }
  return block(EVENTS, payload);
}

function block(type: number, payload: ByteWriter): ByteWriter {
  const bytes = new ByteWriter();
  bytes.byte(type);
  bytes.varint(payload.length);
  bytes.append(payload);
  bytes.seal();
  return bytes;
}

/** A character of a JSON string that is not ASCII, as JSON allows it to be written. */
function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');
}
