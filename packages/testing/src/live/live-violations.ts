// A bounded list of violations that any thread appends to. Where the list is full the counts go on.
import { ViolationList } from '../verdict/violation-list.ts';
import { KINDS, SEEN, VIOLATION_WORDS } from './live-layout.ts';

const kinds = [
  'overlap',
  'passed-suspect',
  'start-order',
  'return-order',
  'started-twice',
  'returned-twice',
  'submitted-twice',
  'never-submitted',
  'out-of-nowhere',
  'wrong-tag',
] as const;

export type LiveKind = (typeof kinds)[number];

/** In the handle column: which packet it was is not known. */
export const UNNAMED = 0xffff_ffff;

export class LiveViolations {
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #start: number;
  readonly #capacity: number;

  constructor(words: Int32Array<SharedArrayBuffer>, start: number, capacity: number) {
    this.#words = words;
    this.#start = start;
    this.#capacity = capacity;
  }

  /** `worker` and `other` are -1 where there is none. */
  report(kind: LiveKind, tag: number, handle: number, ordinal: number, expected: number, worker: number, other: number): void {
    const words = this.#words;
    Atomics.add(words, KINDS + kinds.indexOf(kind), 1);
    const index = Atomics.add(words, SEEN, 1);
    if (index < 0 || index >= this.#capacity) return;
    const at = this.#start + index * VIOLATION_WORDS;
    words[at + 1] = kinds.indexOf(kind);
    words[at + 2] = tag;
    words[at + 3] = handle;
    words[at + 4] = ordinal;
    words[at + 5] = expected;
    words[at + 6] = worker;
    words[at + 7] = other;
    Atomics.store(words, at, 1); // [label:live-violation publish]
  }

  /** What was reported until now, by anyone. */
  list(limit: number): ViolationList {
    const words = this.#words;
    const list = new ViolationList(limit);
    const seen = Atomics.load(words, SEEN);
    const told = new Uint32Array(kinds.length);
    for (let index = 0; index < Math.min(seen, this.#capacity); index += 1) {
      const at = this.#start + index * VIOLATION_WORDS;
      // Another thread may be writing this record just now: the next verdict tells it.
      if (Atomics.load(words, at) === 0) continue; // [label:live-violation acquire]
      const kind = kinds[words[at + 1]!]!;
      told[words[at + 1]!]! += 1;
      const [tag, handle, ordinal, expected] = [words[at + 2]! >>> 0, words[at + 3]! >>> 0, words[at + 4]!, words[at + 5]!];
      const workers = [words[at + 6]!, words[at + 7]!].filter((worker) => worker !== -1);
      list.add({ kind, tag, packets: handle === UNNAMED ? [] : [handle], workers, text: sentence(kind, tag, handle, ordinal, expected, workers) });
    }
    for (const [index, kind] of kinds.entries()) {
      const more = Atomics.load(words, KINDS + index) - told[index]!;
      if (more > 0) list.count(kind, more);
    }
    return list;
  }
}

function sentence(kind: LiveKind, tag: number, handle: number, ordinal: number, expected: number, workers: readonly number[]): string {
  const packet = handle === UNNAMED ? `a packet of tag ${tag}` : `handle ${handle} (packet ${ordinal} of tag ${tag})`;
  const [worker, other] = workers;
  switch (kind) {
    case 'overlap':
      return `${packet} started in worker ${worker ?? '?'} while worker ${other ?? '?'} held the tag`;
    case 'passed-suspect':
      return `${packet} started in worker ${worker ?? '?'} although an earlier packet of the tag, whose worker had died, was undecided`;
    case 'start-order':
      return `${packet} started in worker ${worker ?? '?'} where packet ${expected} was next`;
    case 'return-order':
      return `${packet} came back after packet ${expected - 1} of the tag`;
    case 'started-twice':
      return `${packet} started in worker ${worker ?? '?'} although it had finished`;
    case 'returned-twice':
      return `${packet} came back although it was not outstanding`;
    case 'submitted-twice':
      return `${packet} was submitted while its handle was outstanding`;
    case 'never-submitted':
      return `handle ${handle} with tag ${tag} was in worker ${worker ?? '?'} and had not been submitted`;
    case 'out-of-nowhere':
      return `${packet} came back and had not finished`;
    case 'wrong-tag':
      return `handle ${handle} was seen with tag ${tag} and had been submitted with tag ${expected >>> 0}`;
  }
}
