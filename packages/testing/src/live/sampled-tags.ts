/** The places of the sampled tags that are outstanding now: a bounded table that the caller keeps. A tag gives its place back when none of its packets is left. */
export class SampledTags {
  readonly #places = new Map<number, number>();
  readonly #free: Int32Array;
  #freeCount: number;
  readonly #tags: Uint32Array;
  readonly #outstanding: Int32Array;

  constructor(places: number) {
    this.#free = Int32Array.from({ length: places }, (_, place) => places - 1 - place);
    this.#freeCount = places;
    this.#tags = new Uint32Array(places);
    this.#outstanding = new Int32Array(places);
  }

  /** The place of a tag, -1 when it has none. */
  find(tag: number): number {
    return this.#places.get(tag) ?? -1;
  }

  /** A place for a tag that has none, -1 when all are taken. */
  admit(tag: number): number {
    if (this.#freeCount === 0) return -1;
    this.#freeCount -= 1;
    const place = this.#free[this.#freeCount]!;
    this.#places.set(tag, place);
    this.#tags[place] = tag;
    return place;
  }

  /** A packet more. */
  enter(place: number): void {
    this.#outstanding[place] = this.#outstanding[place]! + 1;
  }

  /** A packet less; true when it was the last one of its tag. */
  leave(place: number): boolean {
    this.#outstanding[place] = this.#outstanding[place]! - 1;
    return this.#outstanding[place] === 0;
  }

  /** The tag is forgotten. @param reusable whether another one may have the place */
  release(place: number, reusable: boolean): void {
    this.#places.delete(this.#tags[place]!);
    if (!reusable) return;
    this.#free[this.#freeCount] = place;
    this.#freeCount += 1;
  }
}
