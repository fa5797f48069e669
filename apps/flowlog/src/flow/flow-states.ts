// What is known of each flow, in shared memory: the distributor's thread makes it, the workers fill it.
//
// No field is atomic and there is no lock. A flow is its packets' tag, so only one worker at a time is in a packet of a flow
// (Exclusive). What that worker wrote is published by its hand-back and acquired by the distributor before the tag is unlocked, and
// the next worker acquires the packet that the distributor publishes after that: so it sees all of it. The distributor's thread
// itself reads a record only when none of the flow's packets is outstanding.
//
//   record, 128 bytes (a pair of cache lines, so that two workers never write into one)
//   f64  0 packets   8 bytes   16 first packet   24 last packet   32 first seconds   40 last seconds
//   u32  48 first ns   52 last ns   56 bad IP sums   60 bad L4 sums   64 L4 sums verified
//        68 TCP flags   72 next seq   76 first seq   80 repeated   84 out of order   88 gaps   92 4 x { from, to }   124 -
//
// Counts that grow with the capture are doubles, which are exact to 2^53.

const RECORD_BYTES = 128;
/** Doubles and words of a record, as shifts of the flow's index. */
export const DOUBLES_SHIFT = 4;
export const WORDS_SHIFT = 5;

/** Indexes into `doubles`, from the start of the record. */
export const PACKETS = 0;
export const BYTES = 1;
export const FIRST_PACKET = 2;
export const LAST_PACKET = 3;
export const FIRST_SECONDS = 4;
export const LAST_SECONDS = 5;

/** Indexes into `words`, from the start of the record. */
export const FIRST_NANOSECONDS = 12;
export const LAST_NANOSECONDS = 13;
export const BAD_IP_SUMS = 14;
export const BAD_L4_SUMS = 15;
export const L4_SUMS_VERIFIED = 16;
/** All flags seen, ORed: bits 0 to 8 as in the TCP header (FIN lowest); bit 31: the sequence words are valid. */
export const TCP_FLAGS = 17;
export const NEXT_SEQUENCE = 18;
export const FIRST_SEQUENCE = 19;
export const REPEATED = 20;
export const OUT_OF_ORDER = 21;
/** Gaps known now, and the gaps, oldest first: sequence numbers `from` up to but not including `to`. */
export const GAPS = 22;
export const GAP = 23;
export const MAX_GAPS = 4;

/** Marks the sequence words as valid, in TCP_FLAGS. */
export const TRACKED: number = 0x8000_0000 | 0;
export const FLAG_BITS = 0x1ff;

export class FlowStates {
  readonly region: SharedArrayBuffer;
  readonly doubles: Float64Array<SharedArrayBuffer>;
  readonly words: Int32Array<SharedArrayBuffer>;

  /** Room for `flows` flows. The system gives memory to the records that are used. */
  static create(flows: number): FlowStates {
    return new FlowStates(new SharedArrayBuffer(flows * RECORD_BYTES));
  }

  /** As another thread sees them. */
  static attach(region: SharedArrayBuffer): FlowStates {
    return new FlowStates(region);
  }

  private constructor(region: SharedArrayBuffer) {
    this.region = region;
    this.doubles = new Float64Array(region);
    this.words = new Int32Array(region);
  }

  /** Forgets a flow, so that its record can be another's. Only when none of its packets is outstanding. */
  clear(flow: number): void {
    this.words.fill(0, flow << WORDS_SHIFT, (flow + 1) << WORDS_SHIFT);
  }
}
