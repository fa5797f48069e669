// What the checker knows of each packet, by its index (order of submission), in typed arrays.

/** Bits of a packet's state. */
export const Seen = {
  STARTED: 1,
  FINISHED: 2,
  RETURNED: 4,
  DROPPED: 8,
  /** Its worker died in it and nobody has decided. */
  SUSPECT: 16,
  /** It may start once more. */
  RETRIED: 32,
  /** It is in the list of running packets, or in the list of those finished and not handed back. */
  RUNNING: 64,
  HELD: 128,
  /** A worker has handed it back, in its last attempt. */
  HANDED_BACK: 256,
  /** The distributor has taken it on. */
  ACCEPTED: 512,
} as const;

export class PacketTable {
  readonly id: Uint32Array;
  /** Index of its tag. */
  readonly tag: Int32Array;
  /** Its place within the tag, from 0. */
  readonly ordinal: Uint32Array;
  /** The packet of its tag submitted before it, -1 when it is the first. */
  readonly before: Int32Array;
  readonly state: Uint16Array;
  /** The worker it last started in, and which life of that worker. */
  readonly worker: Uint16Array;
  readonly life: Uint16Array;
  /** Links of the list it is in (running or held), -1 at the ends. */
  readonly next: Int32Array;
  readonly previous: Int32Array;

  constructor(capacity: number) {
    this.id = new Uint32Array(capacity);
    this.tag = new Int32Array(capacity);
    this.ordinal = new Uint32Array(capacity);
    this.before = new Int32Array(capacity).fill(-1);
    this.state = new Uint16Array(capacity);
    this.worker = new Uint16Array(capacity);
    this.life = new Uint16Array(capacity);
    this.next = new Int32Array(capacity).fill(-1);
    this.previous = new Int32Array(capacity).fill(-1);
  }

  has(packet: number, bit: number): boolean {
    return (this.state[packet]! & bit) !== 0;
  }

  set(packet: number, bit: number): void {
    this.state[packet] = this.state[packet]! | bit;
  }

  clear(packet: number, bit: number): void {
    this.state[packet] = this.state[packet]! & ~bit;
  }
}
