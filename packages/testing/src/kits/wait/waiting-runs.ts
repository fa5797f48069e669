// A distributor and a worker on one thread, of which one waits by the strategy under test. The other takes its turn when
// the first one sleeps; for a strategy that does not, after as many looks as it might have taken before it slept.
import { Distributor, DistributorWorker, PacketBurst, type WaitStrategy } from '@dist/core';
import { checkHistory } from '../../history/check-history.ts';
import { History } from '../../history/history.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { ScriptedMemory } from './scripted-memory.ts';

const PACKETS = 48;
const TAGS = 5;
const BURST = 4;
const CAPACITY = 16;

class Run {
  readonly distributor: Distributor;
  readonly worker: DistributorWorker;
  readonly history: History = new History();
  readonly packets = new PacketBurst(PACKETS);
  readonly #memory: ScriptedMemory;
  readonly #handled = new PacketBurst(BURST);
  readonly #returned = new PacketBurst(PACKETS);
  #back = 0;

  constructor(who: 'distributor' | 'worker', wait: WaitStrategy, patience: number, turn: (run: Run) => void) {
    let memory = new ScriptedMemory(new SharedArrayBuffer(4));
    const watched: WaitStrategy = {
      parkMs: wait.parkMs,
      spin(round, pause): boolean {
        if (round % patience === 0) memory.turn();
        return wait.spin(round, pause);
      },
    };
    const allocate = (bytes: number): ScriptedMemory => (memory = new ScriptedMemory(new SharedArrayBuffer(bytes)));
    this.distributor = Distributor.create({ workers: 1, burst: BURST, credits: BURST, capacity: CAPACITY, memory: allocate, ...(who === 'distributor' ? { wait: watched } : {}) });
    this.#memory = memory;
    this.worker = DistributorWorker.attach(memory, 0, who === 'worker' ? { wait: watched } : {});
    memory.turn = (): void => {
      turn(this);
    };
  }

  submit(): void {
    for (let packet = 0; packet < PACKETS; packet += 1) {
      this.history.submitted(packet, packet % TAGS);
      this.packets.push(packet % TAGS, packet);
    }
  }

  /** The worker handles what it was given, and hands it back. */
  work(count: number): void {
    for (let i = 0; i < count; i += 1) {
      const [tag, handle] = [this.#handled.tags[i]!, this.#handled.handles[i]!];
      this.history.started(handle, tag, 0);
      this.history.finished(handle, tag, 0);
    }
  }

  pollAndWork(): void {
    this.worker.requestPackets(this.#handled);
    this.work(this.worker.pollPackets(this.#handled));
  }

  waitAndWork(): boolean {
    const count = this.worker.getPackets(this.#handled, this.#handled);
    this.work(count);
    return count > 0;
  }

  /** The caller takes what has come back; whether that is all. */
  collect(): boolean {
    for (let count = this.distributor.returnedPackets(this.#returned); count > 0; count = this.distributor.returnedPackets(this.#returned)) {
      for (let i = 0; i < count; i += 1) this.history.returned(this.#returned.handles[i]!, this.#returned.tags[i]!);
      this.#back += count;
    }
    return this.#back === PACKETS;
  }

  verdict(): Verdict {
    this.#memory.turn = (): void => undefined;
    return checkHistory(this.history);
  }
}

/** `process` of more packets than there is room for, then `flush`. */
export function distributorWaits(wait: WaitStrategy, patience: number): Verdict {
  const run = new Run('distributor', wait, patience, () => {
    run.pollAndWork();
  });
  run.submit();
  // Returned packets must be taken now and then, or nothing more is accepted.
  const part = new PacketBurst(CAPACITY);
  for (let at = 0; at < PACKETS; at += CAPACITY) {
    for (let i = at; i < at + CAPACITY; i += 1) part.push(run.packets.tags[i]!, run.packets.handles[i]!);
    run.distributor.process(part);
    run.collect();
  }
  run.distributor.flush();
  run.collect();
  run.distributor.close();
  return run.verdict();
}

/** `getPackets` until the caller has all packets back and dismisses the worker. */
export function workerWaits(wait: WaitStrategy, patience: number): Verdict {
  const run = new Run('worker', wait, patience, () => {
    run.distributor.tryProcess(run.packets);
    run.distributor.poll();
    if (run.collect()) run.distributor.close();
  });
  run.submit();
  while (run.waitAndWork());
  return run.verdict();
}
