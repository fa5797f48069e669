// The burst of a caller who takes returned packets, while he does: packets go straight there from the lanes.
import { fillBytes } from '../fill-bytes.ts';
import { minInt } from '../int-math.ts';
import type { Returns } from '../loops/returns.ts';
import { HEAP, type Space } from '../memory/space.ts';
import { DONE, type PacketBurst } from '../packet-burst.ts';
import { attemptOf, outcomeOf } from '../slot/mark.ts';

const NOWHERE: Uint32Array = new Uint32Array();

export class CallerReturns implements Returns {
  tags: Uint32Array = NOWHERE;
  handles: Uint32Array = NOWHERE;
  space: Space = HEAP;
  #burst: PacketBurst | undefined;

  /** What comes from now on replaces the content of this burst. */
  open(burst: PacketBurst): void {
    burst.count = 0;
    this.tags = burst.tags;
    this.handles = burst.handles;
    this.space = burst.space;
    this.#burst = burst;
  }

  close(): void {
    this.tags = this.handles = NOWHERE;
    this.space = HEAP;
    this.#burst = undefined;
  }

  /** The place of the next packet. */
  get place(): number {
    return this.#burst === undefined ? 0 : this.#burst.count;
  }

  /** Makes places for packets, at most `count`, that are written next; how many. None while nobody takes any. */
  grow(count: number): number {
    const burst = this.#burst;
    if (burst === undefined) return 0;
    const from = burst.count;
    const grown = minInt(count, burst.capacity - from);
    fillBytes(burst.attempts, 1, from, from + grown);
    fillBytes(burst.outcomes, DONE, from, from + grown);
    burst.count = from + grown;
    return grown;
  }

  mark(place: number, mark: number): void {
    const burst = this.#burst;
    if (burst === undefined) return;
    burst.attempts[place] = attemptOf(mark);
    burst.outcomes[place] = outcomeOf(mark);
  }
}
