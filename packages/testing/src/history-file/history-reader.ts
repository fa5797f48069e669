// Reads a history file as its bytes come: `push` them in pieces of any size, then `finish`. It holds one unfinished block at most.
import type { EventKind } from '../history/event-kind.ts';
import { History, NO_WORKER } from '../history/history.ts';
import { checksum } from './checksum.ts';
import { CHECKSUM_BYTES, END, EVENTS, FORMAT_VERSION, MAGIC, NOTHING_MISSING, PACKET, RUN_IS_OVER, TAG, WORKER, columnsOf, unzigzag } from './file-layout.ts';
import { HistoryFileError } from './history-file-error.ts';
import type { RunFacts } from './run-facts.ts';

/** A run that was read from a file. */
export interface RecordedRun {
  readonly facts: RunFacts;
  readonly history: History;
  /** `running`: packets may have been outstanding when it was written, or the file is cut off. */
  readonly end: 'complete' | 'running';
  /** False when events are missing behind the last one: a recorder had no room, or the file is cut off. */
  readonly whole: boolean;
}

/** What could not be read because its end has not come yet. */
const SHORT = -1;

export class HistoryReader {
  readonly #history = new History();
  #facts: RunFacts | undefined;
  /** What was pushed and not read, and where in the file it starts. */
  #bytes: Uint8Array = new Uint8Array(0);
  #base = 0;
  #at = 0;
  #ended: { readonly end: 'complete' | 'running'; readonly whole: boolean } | undefined;

  /** Events read until now. */
  get events(): number {
    return this.#history.length;
  }

  /** The next bytes of the file. @throws HistoryFileError as soon as it is clear that they cannot be read */
  push(bytes: Uint8Array): void {
    const joined = new Uint8Array(this.#bytes.length - this.#at + bytes.length);
    joined.set(this.#bytes.subarray(this.#at));
    joined.set(bytes, this.#bytes.length - this.#at);
    this.#base += this.#at;
    this.#bytes = joined;
    this.#at = 0;
    while (this.#facts === undefined ? this.#header() : this.#block());
  }

  /**
   * There are no more bytes.
   * @param options.cut `accept`: what a cut-off file holds is taken as the beginning of a run that goes on. `refuse` is the default.
   * @throws HistoryFileError `CUT_OFF` when the end is missing, or the header
   */
  finish(options: { readonly cut?: 'accept' | 'refuse' } = {}): RecordedRun {
    if (this.#facts === undefined) throw new HistoryFileError('CUT_OFF', `the file ends at byte ${this.#base + this.#bytes.length}, before the end of its header`);
    if (this.#ended !== undefined) return { facts: this.#facts, history: this.#history, ...this.#ended };
    if (options.cut === 'accept') return { facts: this.#facts, history: this.#history, end: 'running', whole: false };
    throw new HistoryFileError('CUT_OFF', `the file ends at byte ${this.#base + this.#bytes.length} without its end block; ${this.events} events before that are whole`);
  }

  /** True when it was there and could be read. */
  #header(): boolean {
    for (let i = 0; i < Math.min(MAGIC.length, this.#bytes.length); i += 1) {
      if (this.#bytes[i] !== MAGIC[i]) throw new HistoryFileError('NOT_A_HISTORY', `the file does not begin with "DISTHIST": byte ${i} is ${this.#bytes[i]!}`);
    }
    if (this.#bytes.length <= MAGIC.length) return false;
    const version = this.#bytes[MAGIC.length]!;
    if (version > FORMAT_VERSION) throw new HistoryFileError('NEWER', `the file has format version ${version}; this reader knows up to ${FORMAT_VERSION}`);
    if (version === 0) throw this.#damaged(MAGIC.length, 'format version 0 was never used');
    this.#at = MAGIC.length + 1;
    const length = this.#varint();
    const start = this.#at;
    this.#at = 0;
    if (length === SHORT || start + length + CHECKSUM_BYTES > this.#bytes.length) return false;
    this.#verify(0, start + length);
    let text = '';
    for (let i = start; i < start + length; i += 1) text += String.fromCharCode(this.#bytes[i]!);
    this.#facts = factsOf(text, () => this.#damaged(start, 'the facts are no JSON object'));
    this.#at = start + length + CHECKSUM_BYTES;
    return true;
  }

  /** True when a whole block was there. */
  #block(): boolean {
    const start = this.#at;
    if (start >= this.#bytes.length) return false;
    if (this.#ended !== undefined) throw this.#damaged(start, 'something follows the end block');
    const type = this.#bytes[start]!;
    if (type !== EVENTS && type !== END) throw this.#damaged(start, `there is no block of type ${type}`);
    this.#at = start + 1;
    const length = this.#varint();
    const payload = this.#at;
    const end = payload + length;
    this.#at = start;
    if (length === SHORT || end + CHECKSUM_BYTES > this.#bytes.length) return false;
    this.#verify(start, end);
    this.#at = payload;
    if (type === EVENTS) this.#events(end);
    else this.#end();
    if (this.#at !== end) throw this.#damaged(this.#at, 'a block is longer than what it holds');
    this.#at = end + CHECKSUM_BYTES;
    return true;
  }

  #events(end: number): void {
    const packets = new Int32Array(32);
    const tags = new Int32Array(32);
    for (let left = this.#number(); left > 0; left -= 1) {
      if (this.#at >= end) throw this.#damaged(this.#at, `${left} events of a block are missing`);
      const kind = this.#bytes[this.#at]!;
      const columns = columnsOf(kind);
      if (columns === -1) throw this.#damaged(this.#at, `there is no event of kind ${kind}`);
      this.#at += 1;
      if ((columns & PACKET) !== 0) packets[kind] = (packets[kind]! + unzigzag(this.#number())) | 0;
      if ((columns & TAG) !== 0) tags[kind] = (tags[kind]! + unzigzag(this.#number())) | 0;
      const worker = (columns & WORKER) === 0 ? NO_WORKER : this.#number();
      if (worker > NO_WORKER) throw this.#damaged(this.#at, `there is no worker ${worker}`);
      this.#history.record(kind as EventKind, (columns & PACKET) === 0 ? 0 : packets[kind]! >>> 0, (columns & TAG) === 0 ? 0 : tags[kind]! >>> 0, worker);
    }
  }

  #end(): void {
    const written = this.#number();
    const flags = this.#number();
    if (written !== this.events) throw this.#damaged(this.#at, `the end block counts ${written} events, and ${this.events} were read`);
    this.#ended = { end: (flags & RUN_IS_OVER) === 0 ? 'running' : 'complete', whole: (flags & NOTHING_MISSING) !== 0 };
  }

  #verify(start: number, end: number): void {
    const bytes = this.#bytes;
    const written = (bytes[end]! | (bytes[end + 1]! << 8) | (bytes[end + 2]! << 16) | (bytes[end + 3]! << 24)) >>> 0;
    const is = checksum(bytes, start, end);
    if (written !== is) throw this.#damaged(start, `the checksum of what follows is ${is.toString(16)} and should be ${written.toString(16)}`);
  }

  /** A varint of a payload that is whole. */
  #number(): number {
    const value = this.#varint();
    if (value === SHORT) throw this.#damaged(this.#at, 'a number is cut off');
    return value;
  }

  #varint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) return SHORT;
      this.#at += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) {
        if (value > 0xffff_ffff) break;
        return value;
      }
    }
    throw this.#damaged(this.#at, 'a number is larger than 32 bits');
  }

  #damaged(at: number, what: string): HistoryFileError {
    return new HistoryFileError('DAMAGED', `the file is damaged at byte ${this.#base + at}: ${what}`);
  }
}

function factsOf(text: string, damaged: () => HistoryFileError): RunFacts {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as RunFacts;
  } catch {
    // Told below, with the place.
  }
  throw damaged();
}
