import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventKind } from '../history/event-kind.ts';
import { History, NO_WORKER } from '../history/history.ts';
import { checkRecordedRun } from './check-recorded-run.ts';
import { checksum } from './checksum.ts';
import { PACKET, TAG, WORKER, columnsOf } from './file-layout.ts';
import { HistoryFileError } from './history-file-error.ts';
import { HistoryReader } from './history-reader.ts';
import { HistoryWriter } from './history-writer.ts';
import { readHistory } from './read-history.ts';
import { writeHistory } from './write-history.ts';

type Row = readonly [kind: EventKind, packet: number, tag: number, worker: number];

const kinds = Object.values(EventKind);
const uint32 = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 0xffff_ffff }), fc.constantFrom(0x7fff_ffff, 0x8000_0000, 0xffff_ffff));
const rows: fc.Arbitrary<Row[]> = fc.array(fc.tuple(fc.constantFrom(...kinds), uint32, uint32, fc.integer({ min: 0, max: NO_WORKER })));

/** As a history of that kind has it: columns that a kind does not have are empty. */
function plain([kind, packet, tag, worker]: Row): Row {
  const columns = columnsOf(kind);
  return [kind, (columns & PACKET) === 0 ? 0 : packet, (columns & TAG) === 0 ? 0 : tag, (columns & WORKER) === 0 ? NO_WORKER : worker];
}

function historyOf(all: readonly Row[]): History {
  const history = new History();
  for (const row of all) history.record(...row);
  return history;
}

function rowsOf(history: History): Row[] {
  return Array.from({ length: history.length }, (_, row) => [history.kindAt(row), history.packetAt(row), history.tagAt(row), history.workerAt(row)]);
}

function ascii(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}

function failure(read: () => unknown): [code: string, message: string] {
  try {
    read();
  } catch (error) {
    if (HistoryFileError.isInstance(error)) return [error.code, error.message];
    throw error;
  }
  throw new Error('it can be read');
}

function sample(packets = 10): History {
  const history = new History();
  for (let packet = 0; packet < packets; packet += 1) history.submitted(packet, packet % 3);
  for (let packet = 0; packet < packets; packet += 1) {
    history.started(packet, packet % 3, 1);
    history.finished(packet, packet % 3, 1);
    history.returned(packet, packet % 3);
  }
  return history;
}

describe('a history file', () => {
  it('gives back every event, every fact and how the run ended', () => {
    fc.assert(
      fc.property(rows, fc.dictionary(fc.string({ unit: 'binary' }), fc.oneof(fc.string({ unit: 'binary' }), fc.integer()), { maxKeys: 4 }), fc.boolean(), fc.boolean(), (all, facts, over, whole) => {
        const end = over ? 'complete' : 'running';
        const run = readHistory(writeHistory(historyOf(all), { facts, end, whole }));
        expect(rowsOf(run.history)).toEqual(all.map(plain));
        expect([{ ...run.facts }, run.end, run.whole]).toEqual([JSON.parse(JSON.stringify(facts)), end, whole]);
      }),
    );
  });

  it('can be written in stretches and read in pieces of any size', () => {
    fc.assert(
      fc.property(rows, fc.array(fc.nat({ max: 40 })), fc.integer({ min: 1, max: 50 }), (all, cuts, piece) => {
        const history = historyOf(all);
        const writer = new HistoryWriter();
        const parts = [writer.begin()];
        let written = 0;
        for (const cut of cuts) {
          const to = Math.min(history.length, written + cut);
          parts.push(writer.events(history, written, to));
          written = to;
        }
        parts.push(writer.events(history), writer.end());
        const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
        const reader = new HistoryReader();
        for (let at = 0; at < bytes.length; at += piece) reader.push(bytes.subarray(at, at + piece));
        expect(rowsOf(reader.finish().history)).toEqual(all.map(plain));
      }),
      { numRuns: 50 },
    );
  });

  it('has the bytes that are documented', () => {
    const history = new History();
    history.submitted(5, 300);
    history.submitted(6, 299);
    history.asked(2);
    const bytes = [...writeHistory(history, { facts: { burst: 8 } })];
    const header = [...ascii('DISTHIST'), 1, 11, ...ascii('{"burst":8}')];
    expect(bytes.slice(0, header.length)).toEqual(header);
    // 5, 300: zigzag 10, 600 (two bytes); then +1 and -1; then the worker alone.
    const events = [1, 10, 3, 1, 10, 0xd8, 0x04, 1, 2, 1, 13, 2];
    expect(bytes.slice(header.length + 4, header.length + 4 + events.length)).toEqual(events);
    expect(bytes.slice(header.length + 4 + events.length + 4, -4)).toEqual([2, 2, 3, 3]);
    // The check value of CRC-32.
    expect(checksum(Uint8Array.from(ascii('123456789')), 0, 9)).toBe(0xcbf4_3926);
  });

  it('is smaller than the history in memory', () => {
    const history = sample(20_000);
    expect(writeHistory(history).length / history.length).toBeLessThan(5);
  });

  it('is refused with a reason when it is none, or newer', () => {
    expect(failure(() => readHistory(Uint8Array.from([0x1f, 0x8b])))).toEqual(['NOT_A_HISTORY', 'the file does not begin with "DISTHIST": byte 0 is 31']);
    const newer = writeHistory(sample());
    newer[8] = 2;
    expect(failure(() => readHistory(newer))).toEqual(['NEWER', 'the file has format version 2; this reader knows up to 1']);
  });

  it('is refused when it is cut off at any byte, and its whole blocks can be read on request', () => {
    const history = sample(2000);
    const bytes = writeHistory(history);
    for (let length = 0; length < bytes.length; length += length < 40 || length > bytes.length - 20 ? 1 : 97) {
      expect(failure(() => readHistory(bytes.subarray(0, length)))[0], `${length} bytes`).toBe('CUT_OFF');
    }
    const cut = readHistory(bytes.subarray(0, bytes.length - 20), { cut: 'accept' });
    expect([cut.history.length, cut.end, cut.whole]).toEqual([4096, 'running', false]);
    expect(rowsOf(cut.history)).toEqual(rowsOf(history).slice(0, 4096));
  });

  it('is refused when any one of its bits is another', () => {
    const bytes = writeHistory(sample(4), { facts: { title: 'x' } });
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const damaged = bytes.slice();
      damaged[bit >> 3] = damaged[bit >> 3]! ^ (1 << (bit & 7));
      expect(() => readHistory(damaged), `bit ${bit}`).toThrow(HistoryFileError);
    }
  });

  it('is refused when something follows its end', () => {
    const bytes = writeHistory(sample(1));
    expect(failure(() => readHistory(Uint8Array.from([...bytes, 1])))[0]).toBe('DAMAGED');
  });

  it('is checked by the bounds of its own distributor, and as running where events are missing', () => {
    const history = new History();
    for (const packet of [0, 1, 2]) {
      history.submitted(packet, packet);
      history.accepted(packet, packet);
    }
    history.asked(0);
    for (const packet of [0, 1]) history.claimed(packet, packet, 0);
    history.rested();
    const counts = (facts: object, whole: boolean): object => checkRecordedRun(readHistory(writeHistory(history, { facts: { ...facts }, whole }))).counts;
    expect(counts({ burst: 1 }, false)).toEqual({ 'over-claim': 1 });
    expect(counts({ burst: 8, claimLimit: 2 }, false)).toEqual({});
    expect(counts({ burst: 8 }, true)).toEqual({ lost: 3 });
  });
});
