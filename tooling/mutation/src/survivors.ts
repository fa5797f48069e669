// Mutants that no test kills, and why none has to. Each is named by how its line reads with the mutation.

/** Why it may live. */
export type Reason = 'equivalent' | 'slower' | 'balance' | 'text' | 'seen elsewhere';

export interface Survivors {
  readonly file: string;
  readonly reason: Reason;
  readonly why: string;
  readonly mutants: readonly string[];
}

export const survivors: readonly Survivors[] = [
  {
    file: 'pool/payload-pool.ts',
    reason: 'equivalent',
    why: 'FREE is whatever is not HELD, and so is what the memory holds at first; a word too many is one of payload, before anybody has the pool',
    mutants: [
      'const FREE = +3;',
      'for (let handle = 0; /* handle < buffers */ false; handle++) memory.write(LINKS + handle, FREE);',
      'for (let handle = 0; handle >= buffers; handle++) memory.write(LINKS + handle, FREE);',
      'for (let handle = 0; handle <= buffers; handle++) memory.write(LINKS + handle, FREE);',
    ],
  },
  {
    file: 'flows/flow-table.ts',
    reason: 'equivalent',
    why: 'a tag is the first word of its record: to add 0 is to subtract it',
    mutants: [
      'while (record !== NONE && fields[record - TAG] !== tag) record = fields[record + CHAIN]!;',
      'fields[record - TAG] = tag;',
    ],
  },
  {
    file: 'flows/flow-table.ts',
    reason: 'equivalent',
    why: 'nobody follows the free list beyond its last record, since callers keep to the capacity; an array drops what is written behind its end',
    mutants: [
      'for (let record = 0; record <= capacity; record++) {',
      'this.fields[(record << RECORD_SHIFT) + CHAIN] = /* record + 1 < capacity */ true ? (record + 1) << RECORD_SHIFT : NONE;',
      'this.fields[(record << RECORD_SHIFT) + CHAIN] = record + 1 <= capacity ? (record + 1) << RECORD_SHIFT : NONE;',
      'this.fields[(record << RECORD_SHIFT) + CHAIN] = record - 1 < capacity ? (record + 1) << RECORD_SHIFT : NONE;',
    ],
  },
  {
    file: 'flows/backlog.ts',
    reason: 'equivalent',
    why: 'the same of the free list of nodes',
    mutants: [
      'for (let node = 0; node <= capacity; node++) {',
      'this.#nodes[(node << NODE_SHIFT) + NODE_NEXT] = /* node + 1 < capacity */ true ? (node + 1) << NODE_SHIFT : NONE;',
      'this.#nodes[(node << NODE_SHIFT) + NODE_NEXT] = node + 1 <= capacity ? (node + 1) << NODE_SHIFT : NONE;',
      'this.#nodes[(node << NODE_SHIFT) + NODE_NEXT] = node - 1 < capacity ? (node + 1) << NODE_SHIFT : NONE;',
    ],
  },
  {
    file: 'flows/ready-flows.ts',
    reason: 'equivalent',
    why: 'an empty row goes on where it stands: positions are only compared with each other',
    mutants: ['if (/* this.#head === this.#tail */ false) this.#head = this.#tail = 0;'],
  },
  {
    file: 'distribute/returned-ring.ts',
    reason: 'equivalent',
    why: 'what stands in a burst behind its count means nothing, and to copy no packet is to copy none',
    mutants: [
      'for (let i = 0; i <= count; i++) to[start + i] = from[at + i]!;',
      'if (/* straight < count */ true) this.#copyTo(into, straight, 0, count - straight);',
      'if (straight <= count) this.#copyTo(into, straight, 0, count - straight);',
    ],
  },
  {
    file: 'distribute/returned-ring.ts',
    reason: 'slower',
    why: 'marks are looked at although there are none, or an empty ring goes on where it stands, in colder memory',
    mutants: [
      '#unusual = /* false */ true;',
      'this.#unusual = /* false */ true;',
      'if (/* mark !== 0 */ true) this.mark(at, mark);',
      'if (/* this.#unusual */ true) this.#marks.fill(0);',
      'if (/* this.#unusual */ true) {',
      'if (/* this.#head === this.#tail */ false) this.#empty();',
      'if (this.#head === this.#tail) /* this.#empty(); */',
    ],
  },
  {
    file: 'distribute/worker-lane.ts',
    reason: 'equivalent',
    why: 'to read or write no packet is to do nothing; what stands in a burst behind its count means nothing',
    mutants: [
      'if (/* straight < count */ true) this.#readStraight(into, straight, 0, count - straight);',
      'if (straight <= count) this.#readStraight(into, straight, 0, count - straight);',
      'if (/* straight < to */ true) this.#writeStraight(burst, straight, to, 0);',
      'if (straight <= to) this.#writeStraight(burst, straight, to, 0);',
      'else for (let i = start; i <= end; i++) attempts[i] = attemptOf(memory.read(marks + i));',
    ],
  },
  {
    file: 'distribute/worker-lane.ts',
    reason: 'slower',
    why: 'no line is asked for ahead, or another one; marks are looked at one by one although there are none, or written as they are',
    mutants: [
      'for (let i = LINE_PACKETS; /* i < count */ false; i += LINE_PACKETS) tags[start + i] = memory.read(first + PACKET_WORDS * i);',
      'for (let i = LINE_PACKETS; i < count; i += LINE_PACKETS) tags[start - i] = memory.read(first + PACKET_WORDS * i);',
      'for (let i = LINE_PACKETS; i < count; i += LINE_PACKETS) tags[start + i] = memory.read(first - PACKET_WORDS * i);',
      'for (let i = LINE_PACKETS; i < count; i += LINE_PACKETS) tags[start + i] = memory.read(first + PACKET_WORDS / i);',
      'if (/* unusual === 0 */ false) fillBytes(attempts, 1, start, end);',
      'if (/* unusual !== DONE */ true) this.#writeMarks(burst, from, to, at - from);',
      'if (/* mark !== before */ true) memory.write(this.#marks + offset + i, mark);',
    ],
  },
  {
    file: 'distribute/free-flow-finder.ts',
    reason: 'equivalent',
    why: 'any stamp will do that is not the one before',
    mutants: ['this.#stamp = (this.#stamp - 1) | 0;'],
  },
  {
    file: 'distribute/suspects.ts',
    reason: 'seen elsewhere',
    why: 'the empty list of a tag whose suspects have all failed is kept: a leak, and memory that grows is what `pnpm soak` looks for',
    mutants: ['if (/* undecided.length === 0 */ false) this.#tags.delete(suspect.tag);', 'if (undecided.length === 0) /* this.#tags.delete(suspect.tag); */'],
  },
  {
    file: 'distribute/suspects.ts',
    reason: 'equivalent',
    why: 'no list is empty; of the events it only counts that they are others than before',
    mutants: ['if (undecided?.[0].suspect === suspect) return undecided;', 'this.#dispatcher.events--;'],
  },
  {
    file: 'distribute/roster.ts',
    reason: 'equivalent',
    why: 'where nobody is idle the share is divided by 0, and the burst is the smaller one; of nobody, nothing is remembered that is read',
    mutants: [
      'this.#turnLength = /* idle === 0 */ false ? this.#burst : Math.max(this.#shortest, Math.min(this.#burst, Math.ceil(packets / idle)));',
      'if (/* worker !== NONE */ true) {',
    ],
  },
  {
    file: 'distribute/roster.ts',
    reason: 'balance',
    why: 'turns grow at another pace; of two workers that hold the same it is the other one\'s turn',
    mutants: [
      'if (/* this.#untouched < 64 * this.#shortest */ false) return;',
      'if (this.#untouched <= 64 * this.#shortest) return;',
      'if (this.#untouched < 64 / this.#shortest) return;',
      'return this.#lanes.held(one) < this.#lanes.held(other) ? one : other;',
    ],
  },
  {
    file: 'distribute/bell.ts',
    reason: 'equivalent',
    why: 'what a tick looks at has been set before it; the bell is not silent after a look, since only the distributor makes it so; nobody writes the word of the tick',
    mutants: [
      '#coalesces = /* false */ true;',
      '#fresh = /* false */ true;',
      'const gathered = bell <= SILENT && this.#memory.load(BELL_WORD) === bell;',
      'void this.#memory.waitAsync(TICK_WORD, 0, this.#limits.coalesceMs).then(this.#ticked);',
    ],
  },
  {
    file: 'distribute/reclaimer.ts',
    reason: 'balance',
    why: 'a worker that was faster counts as one from whom something was taken: turns get shorter, and the next look sees what it did',
    mutants: ['if (!lanes.takeBack(worker, word, from)) return /* false */ true;'],
  },
  {
    file: 'flows/flows.ts',
    reason: 'equivalent',
    why: 'a tag is the first word of its record; of no entry more, none is released',
    mutants: ['return this.fields[record - TAG]!;', 'for (let at = from; at <= to; at++) {'],
  },
  {
    file: 'distribute/lanes.ts',
    reason: 'equivalent',
    why: 'the handshake is the first word of its slot: to add 0 is to subtract it; and to append no packet is to append none',
    mutants: [
      'this.#handshakes = Int32Array.from({ length: workers }, (_, worker) => slotStart(worker, laneCapacity) - HANDSHAKE);',
      'const lane = this.#handshakes[worker]! + HANDSHAKE + LANE + at;',
      'const tags = this.#handshakes[worker]! + HANDSHAKE + LANE;',
      'const lane = this.#handshakes[worker]! + HANDSHAKE + LANE;',
      'return this.#memory.read(this.#handshakes[worker]! + HANDSHAKE + NOTE);',
      'const slot = this.#handshakes[worker]! + HANDSHAKE;',
      'this.#memory.store(slot - HANDSHAKE, packHandshake(0, 0, 0, AWAY));',
      'return this.#handshakes[worker]! + HANDSHAKE + LANE + 2 * this.#capacity + (position & this.#mask);',
      'if (count < straight - from || /* straight === to */ false) return count;',
    ],
  },
  {
    file: 'distribute/lanes.ts',
    reason: 'slower',
    why: 'a mark that is 0 already is written once more',
    mutants: ['if (/* mark !== 0 */ true) this.#memory.write(word, 0);'],
  },
];
