// What each worker did, for the summary.
//
//   one pair of cache lines a worker:   f64  0 packets   8 bursts          written by that worker, read when it has ended

const STRIDE = 16;
const PACKETS = 0;
const BURSTS = 1;

export class WorkerStats {
  readonly region: SharedArrayBuffer;
  readonly #counts: Float64Array<SharedArrayBuffer>;

  static create(workers: number): WorkerStats {
    return new WorkerStats(new SharedArrayBuffer(workers * STRIDE * 8));
  }

  static attach(region: SharedArrayBuffer): WorkerStats {
    return new WorkerStats(region);
  }

  private constructor(region: SharedArrayBuffer) {
    this.region = region;
    this.#counts = new Float64Array(region);
  }

  add(worker: number, packets: number): void {
    const at = worker * STRIDE;
    this.#counts[at + PACKETS] = this.#counts[at + PACKETS]! + packets;
    this.#counts[at + BURSTS] = this.#counts[at + BURSTS]! + 1;
  }

  packets(worker: number): number {
    return this.#counts[worker * STRIDE + PACKETS]!;
  }

  bursts(worker: number): number {
    return this.#counts[worker * STRIDE + BURSTS]!;
  }
}
