import { expect, test } from 'vitest';
import { Signals } from './signals.ts';

test('the first signal asks for the end, and leaves the second to the system', () => {
  const before = process.listeners('SIGINT');
  const signals = new Signals();
  expect([signals.stop.aborted, signals.status]).toEqual([false, null]);
  const added = process.listeners('SIGINT').filter((listener) => !before.includes(listener));
  expect(added).toHaveLength(1);
  added[0]?.('SIGINT');
  expect([signals.stop.aborted, signals.status]).toEqual([true, 130]);
  expect(process.listeners('SIGINT')).toEqual(before);
});

test('takes its listeners away when the run is over', () => {
  const before = [process.listenerCount('SIGINT'), process.listenerCount('SIGTERM')];
  const signals = new Signals();
  signals.close();
  expect([process.listenerCount('SIGINT'), process.listenerCount('SIGTERM')]).toEqual(before);
  expect(signals.status).toBeNull();
});
