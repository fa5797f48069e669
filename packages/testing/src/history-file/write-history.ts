import type { History } from '../history/history.ts';
import { HistoryWriter } from './history-writer.ts';
import type { RunEnd } from './history-writer.ts';
import type { RunFacts } from './run-facts.ts';

/** A whole history as the bytes of a file. */
export function writeHistory(history: History, options: RunEnd & { readonly facts?: RunFacts } = {}): Uint8Array<ArrayBuffer> {
  const writer = new HistoryWriter();
  const parts = [writer.begin(options.facts), writer.events(history), writer.end(options)];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
