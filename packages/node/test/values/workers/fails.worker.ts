// Fails in the way that the value says.
import { defineWorker } from '@dist/node';

class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code = 'E_REFUSED';
}

const ways: Readonly<Record<string, () => unknown>> = {
  fine: () => 'fine',
  throws: () => {
    throw new Refusal('no');
  },
  rejects: () => Promise.reject(new Refusal('no')),
  'throws a string': () => {
    // Anybody may do it.
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    throw 'just text';
  },
  'throws what cannot be cloned': () => {
    throw new Error('with a function', { cause: (): void => undefined });
  },
  'throws outside': () => {
    setTimeout(() => {
      throw new Refusal('later');
    });
    return new Promise(() => undefined);
  },
  'rejects outside': () => {
    void Promise.reject(new Refusal('unheard'));
    return new Promise(() => undefined);
  },
  exits: () => process.exit(7),
  'exits well': () => process.exit(0),
  'takes all memory': () => {
    let hoard: unknown;
    for (;;) hoard = { hoard };
  },
  'returns a function': () => () => undefined,
  'returns too much': () => 'x'.repeat(2 ** 21),
  'never ends': () => new Promise(() => undefined),
  'blocks for ever': () => {
    for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
};

export default defineWorker<string, unknown>((how) => ways[how]!());
