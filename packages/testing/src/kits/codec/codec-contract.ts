// The contract of codecs: how values stand in shared memory. `Codec` of @dist/node says it in words.
import type { ContractCase } from '../contract-case.ts';
import { demand } from '../demand.ts';
import { sameValue } from '../same-value.ts';
import { showValue } from '../show-value.ts';
import { ByteRoom } from './byte-room.ts';
import type { CodecShape, CodecUnderTest } from './codec-under-test.ts';

/**
 * What a codec must keep.
 * @throws RangeError when there is no value to try.
 */
export function codecContract<T>(subject: CodecUnderTest<T>): readonly ContractCase[] {
  const { make, values, refused = [] } = subject;
  const trial = new Trial(subject);
  if (values.length === 0) throw new RangeError('values must hold at least 1 value, got 0');
  const eachValue = (name: string, attempt: (value: T) => void): ContractCase => ({
    name,
    run: (): void => {
      values.forEach(attempt);
    },
  });
  return [
    {
      name: 'has a name, the same on both sides',
      run: (): void => {
        const [name, other] = [make().name, make().name];
        demand(typeof name === 'string' && name !== '' && name === other, `one side is named ${showValue(name)}, the other ${showValue(other)}`);
      },
    },
    eachValue('what one side encodes, the other decodes', (value) => {
      for (const memory of ['shared', 'private'] as const) trial.requireSame(value, make().decode(trial.encoded(make(), value, memory)));
    }),
    {
      name: 'keeps nothing of one value for the next',
      run: (): void => {
        const [writer, reader] = [make(), make()];
        const encoded = [...values, ...values].map((value) => trial.encoded(writer, value, 'shared').slice());
        const decoded = encoded.reverse().map((bytes) => reader.decode(bytes));
        for (const [i, value] of decoded.reverse().entries()) trial.requireSame(values[i % values.length]!, value);
      },
    },
    eachValue('encodes a value again into the bytes that it was decoded from', (value) => {
      const codec = make();
      // With room to spare: the same value may take more bytes the second time.
      const room = new ByteRoom(2 * trial.sizeOf(codec, value) + 64, 'shared');
      const decoded = codec.decode(room.bytes.subarray(0, trial.write(codec, value, room)));
      const again = trial.write(codec, decoded, room);
      demand(again >= 0, `${showValue(value)} did not fit into ${room.bytes.length} bytes the second time: ${again}`);
      trial.requireSame(value, make().decode(room.bytes.subarray(0, again)));
    }),
    eachValue('where the room is too small it says so, writes nothing beside it, and the room that it names is enough', (value) => {
      const codec = make();
      const size = trial.sizeOf(codec, value);
      for (const room of trial.smallRooms(size)) trial.requireHonest(codec, value, size, room);
    }),
    ...refused.map((value, i): ContractCase => ({
      name: `refuses what it cannot encode, and works on after that: ${i + 1}, ${showValue(value)}`,
      run: (): void => {
        const codec = make();
        demand(throws(() => codec.encode(value as T, new Uint8Array(trial.maxBytes))), `${showValue(value)} was encoded, and should have been refused`);
        trial.requireSame(values[0]!, make().decode(trial.encoded(codec, values[0]!, 'shared')));
      },
    })),
  ];
}

/** What the cases do with a codec again and again. */
class Trial<T> {
  readonly maxBytes: number;
  readonly #same: (one: T, other: T) => boolean;

  constructor({ same = sameValue, maxBytes = 2 ** 20 }: CodecUnderTest<T>) {
    this.maxBytes = maxBytes;
    this.#same = same;
  }

  requireSame(value: T, decoded: T): void {
    demand(this.#same(value, decoded), `${showValue(value)} came out as ${showValue(decoded)}`);
  }

  /** Encodes into a room; how many bytes were written, which must fit. */
  write(codec: CodecShape<T>, value: T, room: ByteRoom): number {
    const written = codec.encode(value, room.bytes);
    room.requireUntouched(`encoding ${showValue(value)}`);
    demand(Number.isInteger(written), `encode must return an integer, got ${showValue(written)} for ${showValue(value)}`);
    demand(written <= room.bytes.length, `encode says that it wrote ${written} bytes of ${showValue(value)} into ${room.bytes.length}`);
    return written;
  }

  /** The bytes of a value, in a room that is larger than it needs. */
  encoded(codec: CodecShape<T>, value: T, memory: 'shared' | 'private'): Uint8Array {
    const room = new ByteRoom(this.sizeOf(codec, value) + 64, memory);
    return room.bytes.subarray(0, this.write(codec, value, room));
  }

  /** How many bytes a value takes: found as a distributor finds it, by asking, and by doubling where the codec does not know. */
  sizeOf(codec: CodecShape<T>, value: T): number {
    for (let room = 1; ; ) {
      const answer = this.write(codec, value, new ByteRoom(room, 'shared'));
      if (answer >= 0) return answer;
      demand(room < this.maxBytes, `${showValue(value)} does not fit into ${room} bytes; if it may be larger, give maxBytes`);
      room = Math.min(this.maxBytes, Math.max(-answer, 2 * room));
    }
  }

  /** Rooms below a size: all of them, or where they are many the smallest, the largest and some between. */
  smallRooms(size: number): readonly number[] {
    const step = Math.max(1, Math.floor(size / 64));
    const rooms = new Set([0, 1, 2, 3, size - 2, size - 1]);
    for (let room = 0; room < size; room += step) rooms.add(room);
    return [...rooms].filter((room) => room >= 0 && room < size);
  }

  requireHonest(codec: CodecShape<T>, value: T, size: number, small: number): void {
    const answer = this.write(codec, value, new ByteRoom(small, 'shared'));
    const told = `${showValue(value)} takes ${size} bytes, and encode answered ${answer} to a room of ${small}`;
    demand(answer < 0, told);
    if (answer === -1 && size !== 1) return;
    demand(-answer > small, `${told}: it needs more than it has`);
    const named = new ByteRoom(-answer, 'shared');
    const written = this.write(codec, value, named);
    demand(written >= 0, `${told}, but ${-answer} bytes were not enough either: ${written}`);
    this.requireSame(value, codec.decode(named.bytes.subarray(0, written)));
  }
}

function throws(call: () => unknown): boolean {
  try {
    call();
    return false;
  } catch {
    return true;
  }
}
