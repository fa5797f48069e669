import { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Progress } from './progress.ts';

const CLEAR_LINE = '\r\u001b[K';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A terminal of that width, and what was written to it since it was last asked. */
function terminal(columns: number): { readonly stream: NodeJS.WriteStream; readonly written: () => string } {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done): void {
      text += chunk.toString();
      done();
    },
  });
  return {
    stream: Object.assign(stream, { columns }) as unknown as NodeJS.WriteStream,
    written(): string {
      const since = text;
      text = '';
      return since;
    },
  };
}

test('shows how far it is on one line, again and again, and takes the line away at the end', () => {
  const { stream, written } = terminal(80);
  let packets = 1000;
  const progress = new Progress(stream, () => ({ name: 'a.pcap', packets, read: 30, size: 120 }));
  expect(written()).toBe('');
  vi.advanceTimersByTime(1000);
  const lines = written().split(CLEAR_LINE);
  expect(lines).toHaveLength(1 + 5);
  for (const line of lines.slice(1)) expect(line).toMatch(/^a\.pcap 25% {2}1,000 packets {2}[\d,]+ packets\/s$/);
  packets = 2000;
  vi.advanceTimersByTime(200);
  expect(written()).toContain(' 2,000 packets ');
  progress.end();
  expect(written()).toBe(CLEAR_LINE);
  vi.advanceTimersByTime(1000);
  expect(written()).toBe('');
});

test('writes nothing at all for a run that is over before the first line', () => {
  const { stream, written } = terminal(80);
  new Progress(stream, () => ({ name: 'a.pcap', packets: 0, read: 0, size: 1 })).end();
  expect(written()).toBe('');
});

test('shows no share where the size is not known, and keeps to the width of the terminal', () => {
  const { stream, written } = terminal(30);
  const progress = new Progress(stream, () => ({ name: 'standard input', packets: 123_456, read: 5, size: null }));
  vi.advanceTimersByTime(200);
  expect(written()).toBe(`${CLEAR_LINE}standard input  123,456 packe`);
  progress.end();
});
