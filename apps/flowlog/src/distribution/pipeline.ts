// The reading thread's end of the distribution: packets go out in bursts, their notes and buffers are free again when they are back.
// Nothing here blocks the thread: it looks a few times, then gives the event loop its turn until a worker has done something, so that a
// worker's failure and the user's Ctrl-C are heard at any time.
import { setImmediate } from 'node:timers/promises';
import { Distributor, type PacketBurst, eventLoop } from '@dist/core';
import { WorkerThreads } from '@dist/node';
import { LiveChecker } from '@dist/testing/live';
import type { Verdict } from '@dist/testing/live';
import { FlowStates } from '../flow/flow-states.ts';
import { FrameBuffers } from '../memory/frame-buffers.ts';
import { NoteList } from '../memory/note-list.ts';
import { PacketNotes } from '../memory/packet-notes.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { FRAMES } from './worker-memory.ts';
import type { WorkerMemory } from './worker-memory.ts';
import { WorkerStats } from './worker-stats.ts';

/** Packets offered to the distributor at once: each offer may have to wake workers, which costs what a hundred packets cost. */
const OUTGOING = 1024;
/** Packets a worker may hold: deep enough that it has work while the other side is woken. */
const CREDITS = 512;
const LEAST_CAPACITY = 8192;
/** Workers allocate nothing for a packet: room for new objects, which V8 would let grow to some ten megabytes each, is of no use to them. */
const THREAD = { resourceLimits: { maxYoungGenerationSizeMb: 2 } };
/** A look costs less than a microsecond, a wake tens of them. */
const WAIT = eventLoop({ spins: 200, turn: () => setImmediate() });

export class Pipeline {
  readonly buffers: FrameBuffers = new FrameBuffers();
  readonly notes: PacketNotes;
  readonly states: FlowStates;
  readonly stats: WorkerStats;
  readonly workers: number;
  readonly #distributor: Distributor;
  readonly #checker: LiveChecker;
  readonly #noteList: NoteList;
  readonly #outgoing: PacketBurst;
  readonly #returned: PacketBurst;
  #threads: WorkerThreads | undefined;

  /** Allocates all memory and starts the workers. @throws WorkerError */
  static async start(options: PipelineOptions): Promise<Pipeline> {
    const pipeline = new Pipeline(options);
    await pipeline.#startThreads(options.entry);
    return pipeline;
  }

  private constructor({ workers, burst, maxFlows }: PipelineOptions) {
    const capacity = Math.max(LEAST_CAPACITY, 4 * workers * CREDITS);
    const notes = capacity + OUTGOING;
    this.workers = workers;
    // One flow may fill the whole capacity: the capture is read in order, so what comes behind it could not be read anyway.
    this.#distributor = Distributor.create({ workers, burst, credits: CREDITS, capacity, flowBacklog: capacity });
    this.#outgoing = this.#distributor.createBurst(OUTGOING);
    this.#returned = this.#distributor.createBurst(OUTGOING);
    this.#checker = LiveChecker.create({ tags: maxFlows, handles: notes, workers });
    this.notes = PacketNotes.create(notes);
    this.#noteList = new NoteList(notes);
    this.states = FlowStates.create(maxFlows);
    this.stats = WorkerStats.create(workers);
  }

  async #startThreads(entry: URL): Promise<void> {
    const init: WorkerMemory = {
      notes: this.notes.region,
      states: this.states.region,
      stats: this.stats.region,
      checker: this.#checker.region,
    };
    this.#threads = await WorkerThreads.start(this.#distributor, { url: entry, pools: { [FRAMES]: this.buffers.pool }, init, thread: THREAD });
  }

  /**
   * Puts a packet of `flow`, whose frame is in `buffer`, into the outgoing burst. The caller fills its note before it submits.
   * Only when `isBurstFull` is false.
   * @returns the packet's note.
   */
  add(flow: number, buffer: number): number {
    const note = this.#noteList.take(buffer);
    this.buffers.hold(buffer);
    this.#checker.submitted(flow, note);
    this.#outgoing.push(flow, note);
    return note;
  }

  get isBurstFull(): boolean {
    return this.#outgoing.count === OUTGOING;
  }

  /** Offers the outgoing burst and takes back what has been returned; true when all of the burst was accepted. @throws WorkerError */
  trySubmit(): boolean {
    this.#threads?.throwIfFailed();
    this.#distributor.tryProcess(this.#outgoing);
    this.#collect();
    return this.#outgoing.count === 0;
  }

  /** Submits the outgoing burst, waiting for room. @throws WorkerError */
  async submit(): Promise<void> {
    await this.#until(() => this.trySubmit());
  }

  /** Submits the outgoing burst, then waits until every packet is back: the flow states are then this thread's to read. @throws WorkerError */
  async drain(): Promise<void> {
    await this.submit();
    await this.#until(() => {
      this.#collect();
      return this.#distributor.poll() === 0;
    });
    this.#collect();
  }

  /** Waits until a buffer is free, and takes it. @throws WorkerError */
  async takeBuffer(): Promise<number> {
    let buffer = this.buffers.take();
    await this.#until(() => {
      if (buffer < 0) {
        this.#collect();
        buffer = this.buffers.take();
      }
      return buffer >= 0;
    });
    return buffer;
  }

  /**
   * Ends the workers: after a `drain`, or wherever they are after a failure.
   * @returns the ordering checker's verdict on the whole run.
   * @throws WorkerError when one has failed; they have ended then as well.
   */
  async close(): Promise<Verdict> {
    await this.#threads?.close();
    return this.#checker.verdict('complete');
  }

  #collect(): void {
    const returned = this.#returned;
    const { tags, handles } = returned;
    for (;;) {
      const count = this.#distributor.returnedPackets(returned);
      for (let index = 0; index < count; index++) {
        const note = handles[index]!;
        this.#checker.returned(tags[index]!, note);
        this.buffers.letGo(this.#noteList.giveBack(note));
      }
      if (count < OUTGOING) return;
    }
  }

  /** Looks until it is true. A failed worker closes the distributor, which ends the wait. */
  async #until(look: () => boolean): Promise<void> {
    const wait = WAIT.until(look, () => this.#distributor.activity());
    await (this.#threads?.guard(wait) ?? wait);
  }
}
