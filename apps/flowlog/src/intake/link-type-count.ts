// Packets of link types that the dissection does not know. They count as not IP, and the user is told which they are.
import { isDissected } from '@dist/tags';

export class LinkTypeCount {
  readonly #packets = new Map<number, number>();

  /** Counts a packet that was found not to be IP. */
  add(linktype: number): void {
    if (!isDissected(linktype)) this.#packets.set(linktype, (this.#packets.get(linktype) ?? 0) + 1);
  }

  /** Link types and their packets, in order of appearance. */
  entries(): readonly (readonly [linktype: number, packets: number])[] {
    return [...this.#packets];
  }
}
