// Violations found in a history, before their stories are told: the stories of all of them take one more pass over the events.
import type { PromiseName } from '../verdict/promise-name.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { ViolationKind } from '../verdict/violation-kind.ts';
import { ViolationList } from '../verdict/violation-list.ts';
import type { History } from './history.ts';
import type { OpenFinding } from './open-finding.ts';
import { tellStories } from './tell-stories.ts';

export class Findings {
  readonly #limit: number;
  readonly #open: OpenFinding[] = [];
  readonly #uncounted = new Map<ViolationKind, number>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @param also rows of the story that are of none of the packets; -1 is passed over */
  add(kind: ViolationKind, at: number, tag: number, packets: readonly number[], workers: readonly number[], text: () => string, also: readonly number[] = []): void {
    if (this.#open.length < this.#limit) this.#open.push({ kind, at, tag, packets, workers, text: text(), also });
    else this.#uncounted.set(kind, (this.#uncounted.get(kind) ?? 0) + 1);
  }

  verdict(history: History, scope: string, checked: readonly PromiseName[], notChecked: Readonly<Partial<Record<PromiseName, string>>>): Verdict {
    const list = new ViolationList(this.#limit);
    const stories = tellStories(history, this.#open);
    for (const [index, finding] of this.#open.entries()) list.add({ ...finding, story: stories[index] ?? [] });
    for (const [kind, count] of this.#uncounted) list.count(kind, count);
    return list.verdict(scope, checked, notChecked);
  }
}
