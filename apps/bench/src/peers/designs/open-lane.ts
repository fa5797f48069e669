// Both ends of one lane: the distributor's side here, the worker's in a thread. Both spin.
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { PacketBurst } from '@dist/core';
import type { Evidence } from '../../measure/evidence.ts';
import { sibling } from '../../measure/sibling.ts';
import { pause } from '../keyed/pause.ts';
import { ended, startThreads } from '../keyed/start-threads.ts';
import { laneDesigns } from './lane-designs.ts';
import type { LaneDesign } from './lane-designs.ts';
import type { LaneWriter } from './lane-writer.ts';
import { createLane } from './lane.ts';
import { PacketSource, addedUp, requireSame } from './packet-source.ts';

export interface LaneOptions {
  readonly design: LaneDesign;
  /** Packets that the distributor brings at once. A divisor of the lane's capacity. */
  readonly call: number;
  /** Packets that the worker takes at most before it hands back. */
  readonly burst: number;
}

export interface LaneWorkerData extends Pick<LaneOptions, 'design' | 'burst'> {
  readonly region: SharedArrayBuffer;
  readonly evidence: SharedArrayBuffer | undefined;
}

/** Packets that are collected at once, at most. */
const COLLECTED = 128;

export class OpenLane {
  readonly #writer: LaneWriter;
  readonly #thread: Worker;
  readonly #input: PacketBurst;
  readonly #output = new PacketBurst(COLLECTED);
  readonly #evidence: Evidence | undefined;

  static async open({ design, call, burst }: LaneOptions, evidence: Evidence | undefined): Promise<OpenLane> {
    const data: LaneWorkerData = { region: createLane(), design, burst, evidence: evidence?.region };
    const [thread] = await startThreads(sibling(import.meta.url, './lane.worker'), 1, () => data);
    return new OpenLane(data, call, thread!, evidence);
  }

  private constructor({ design, region }: LaneWorkerData, call: number, thread: Worker, evidence: Evidence | undefined) {
    this.#writer = laneDesigns[design].writer(region);
    this.#thread = thread;
    this.#input = new PacketBurst(call);
    this.#evidence = evidence;
  }

  /** Sends packets, whole calls of them, and collects them all. @throws Error when not all came through, in order. */
  async move(tags: Uint32Array, count: number): Promise<void> {
    const answer = once(this.#thread, 'message') as Promise<[number]>;
    this.#thread.postMessage(count);
    const source = new PacketSource(tags);
    const sum = this.#drive(source, count);
    const [seen] = await answer;
    requireSame('at the worker', seen, source.sum);
    requireSame('collected', sum, source.sum);
  }

  async close(): Promise<void> {
    this.#thread.postMessage(null);
    await ended([this.#thread]);
  }

  #drive(source: PacketSource, count: number): number {
    const writer = this.#writer;
    const input = this.#input;
    const output = this.#output;
    let sum = 0;
    for (let collected = 0; collected < count; collected += output.count) {
      const sends = source.given < count && writer.room >= input.capacity;
      if (sends) {
        source.fill(input);
        if (this.#evidence !== undefined) forEach(input, (packet, tag) => this.#evidence!.submitted(packet, tag));
        writer.send(input);
      }
      writer.collect(output);
      sum = addedUp(output, sum);
      if (this.#evidence !== undefined) forEach(output, (packet, tag) => this.#evidence!.returned(packet, tag));
      if (!sends && output.count === 0) pause();
    }
    return sum;
  }
}

function forEach({ tags, handles, count }: PacketBurst, act: (packet: number, tag: number) => void): void {
  for (let i = 0; i < count; i++) act(handles[i]!, tags[i]!);
}
