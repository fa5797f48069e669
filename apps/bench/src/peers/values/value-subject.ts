// Values through `createDistributor`: submitted with backpressure, results read at the same time, one process, one event loop.
import { bytes, createDistributor, json, structured } from '@dist/node';
import type { ValueDistributor } from '@dist/node';
import { evidencePackets } from '../../measure/evidence.ts';
import { sibling } from '../../measure/sibling.ts';
import type { Outcome, Subject, Verification } from '../../measure/variant.ts';
import type { Order, Receipt } from './order.ts';

export type CodecName = 'structured' | 'json' | 'bytes';

interface Kind<In, Out> {
  readonly open: (workers: number, tag: (value: In) => number) => Promise<ValueDistributor<In, Out>>;
  readonly value: (id: number, account: number) => In;
  readonly idOf: (result: Out) => number;
  readonly accountOf: (value: In) => number;
}

function orders(codec: 'structured' | 'json'): Kind<Order, Receipt> {
  const make = <T>() => (codec === 'json' ? json<T>() : structured<T>());
  return {
    open: (workers, tag) =>
      createDistributor({ worker: sibling(import.meta.url, './order.worker'), workers, tag, valueCodec: make<Order>(), resultCodec: make<Receipt>() }),
    value: (id, account) => ({ id, account, amount: id & 0xfff, item: 'a thing or two' }),
    idOf: ({ id }) => id,
    accountOf: ({ account }) => account,
  };
}

// Byte by byte: a DataView of such a small array costs more than all the rest, since V8 must first move the bytes out of its heap.

function writeUint32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}

function readUint32(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
}

const records: Kind<Uint8Array, Uint8Array> = {
  open: (workers, tag) =>
    createDistributor({
      worker: sibling(import.meta.url, './bytes.worker'),
      workers,
      tag,
      payloadBytes: 64,
      valueCodec: bytes(),
      resultCodec: bytes(),
    }),
  value(id, account): Uint8Array {
    const record = new Uint8Array(64);
    writeUint32(record, 0, id);
    writeUint32(record, 60, account);
    return record;
  },
  idOf: (record) => readUint32(record, 0),
  accountOf: (record) => readUint32(record, 60),
};

class ValueSubject<In, Out> implements Subject {
  readonly #kind: Kind<In, Out>;
  readonly #distributor: ValueDistributor<In, Out>;
  readonly #results: AsyncIterator<{ readonly value: Out; readonly tag: number }, undefined>;
  readonly #tags: Uint32Array;
  readonly #count: number;

  constructor(kind: Kind<In, Out>, distributor: ValueDistributor<In, Out>, tags: Uint32Array, count: number) {
    this.#kind = kind;
    this.#distributor = distributor;
    this.#results = distributor.results();
    this.#tags = tags;
    this.#count = count;
  }

  /** Results of a tag come back in the order of submission; what happens in between is the low-level cases' to verify. */
  async verify(): Promise<Verification> {
    const count = evidencePackets(this.#count);
    const last = new Map<number, number>();
    let outOfTurn = 0;
    await this.#pass(count, (id, tag) => {
      if (id <= (last.get(tag) ?? -1)) outOfTurn++;
      last.set(tag, id);
    });
    return { kept: outOfTurn === 0, text: `${outOfTurn} of ${count} results out of turn` };
  }

  async run(): Promise<Outcome> {
    const start = performance.now();
    let sum = 0;
    await this.#pass(this.#count, (id) => (sum += id));
    const seconds = (performance.now() - start) / 1000;
    if (sum !== (this.#count * (this.#count - 1)) / 2) throw new Error(`the results of ${this.#count} values have ids that add up to ${sum}`);
    return { values: { rate: this.#count / seconds } };
  }

  async close(): Promise<void> {
    await this.#distributor.close();
  }

  async #pass(count: number, seen: (id: number, tag: number) => void): Promise<void> {
    const sending = this.#send(count);
    for (let taken = 0; taken < count; taken++) {
      const { value, done } = await this.#results.next();
      if (done === true) throw new Error(`the results ended after ${taken} of ${count}`);
      seen(this.#kind.idOf(value.value), value.tag);
    }
    await sending;
  }

  async #send(count: number): Promise<void> {
    for (let id = 0; id < count; id++) await this.#distributor.submit(this.#kind.value(id, this.#tags[id & (this.#tags.length - 1)]!));
  }
}

/** Opens the case of a codec: objects for `structured` and `json`, records of 64 bytes for `bytes`. */
export async function openValues(codec: CodecName, workers: number, tags: Uint32Array, count: number): Promise<Subject> {
  if (codec === 'bytes') return new ValueSubject(records, await records.open(workers, records.accountOf), tags, count);
  const kind = orders(codec);
  return new ValueSubject(kind, await kind.open(workers, kind.accountOf), tags, count);
}
