// Reads the index on its line only when all that it knows of has been taken.
import { LaneReader } from './lane-reader.ts';
import { PUBLISHED } from './lane.ts';

export class IndexReader extends LaneReader {
  #published = 0;

  protected override ready(wanted: number): number {
    if (this.#published === this.head) this.#published = Atomics.load(this.words, PUBLISHED) | 0;
    const known = (this.#published - this.head) | 0;
    return known < wanted ? known : wanted;
  }
}
