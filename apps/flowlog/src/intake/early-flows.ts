// When the flow table is full, the longest idle flow is reported early and its place is used again. Which one that is depends on the
// packets alone, not on the workers, so the report is the same however many there are.
import type { Pipeline } from '../distribution/pipeline.ts';
import { IdleFlows } from '../flow/idle-flows.ts';
import type { FlowTable } from '../flow/flow-table.ts';
import type { Report } from '../report/report.ts';

export class EarlyFlows {
  /** Flows reported early so far. */
  count = 0;
  readonly #table: FlowTable;
  readonly #pipeline: Pipeline;
  readonly #idle: IdleFlows;
  readonly #report: Report;

  constructor(table: FlowTable, pipeline: Pipeline, report: Report) {
    this.#table = table;
    this.#pipeline = pipeline;
    this.#idle = new IdleFlows(table);
    this.#report = report;
  }

  /** Makes room for one flow; false when `prepare` must be called first. */
  tryMakeRoom(): boolean {
    const flow = this.#idle.take();
    if (flow < 0) return false;
    // It has had no packet since all packets were back, so its state is final and no packet has its tag.
    this.#report.add(flow);
    this.#pipeline.states.clear(flow);
    this.#table.remove(flow);
    this.count++;
    return true;
  }

  /** Waits until all packets are back, and finds the flows that are idle now. */
  async prepare(): Promise<void> {
    await this.#pipeline.drain();
    this.#idle.refresh();
    this.#report.begin();
    await this.#report.flush();
  }

  /** Writes what was reported early, when it is much. */
  async flush(): Promise<void> {
    if (this.#report.isFull) await this.#report.flush();
  }
}
