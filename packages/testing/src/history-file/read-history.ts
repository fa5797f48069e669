import { HistoryReader } from './history-reader.ts';
import type { RecordedRun } from './history-reader.ts';

/**
 * The run in the bytes of a file.
 * @param options.cut `accept`: what a cut-off file holds is taken as the beginning of a run that goes on
 * @throws HistoryFileError when they cannot be read
 */
export function readHistory(bytes: Uint8Array, options: { readonly cut?: 'accept' | 'refuse' } = {}): RecordedRun {
  const reader = new HistoryReader();
  reader.push(bytes);
  return reader.finish(options);
}
