// The events that threads record while a schedule runs. Rows beyond those that the ledger counts were undone.
import type { EventKind } from '../../history/event-kind.ts';
import { History } from '../../history/history.ts';
import type { MachineWords } from './machine-words.ts';

export class Events {
  readonly #at: MachineWords;
  /** Kind and worker, packet, tag. */
  readonly #rows: number[] = [];

  constructor(at: MachineWords) {
    this.#at = at;
  }

  record(kindAndWorker: number, packet: number, tag: number): void {
    const { ledger, words, rows } = this.#at;
    const row = words[rows]!;
    this.#rows[row * 3] = kindAndWorker;
    this.#rows[row * 3 + 1] = packet;
    this.#rows[row * 3 + 2] = tag;
    ledger.set(rows, row + 1);
  }

  history(): History {
    const count = this.#at.words[this.#at.rows]!;
    const history = new History(Math.max(16, count));
    for (let row = 0; row < count; row++) {
      const head = this.#rows[row * 3]!;
      history.record((head & 0xff) as EventKind, this.#rows[row * 3 + 1]! >>> 0, this.#rows[row * 3 + 2]! >>> 0, head >>> 8);
    }
    return history;
  }
}
