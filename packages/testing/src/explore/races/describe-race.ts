import { nameOf } from '../machine/operation.ts';
import type { RaceKind } from './race-kind.ts';

/** A race in a sentence. @param operation the later access. @param ofControl it is one because the word is a control word. */
export function describeRace(kind: RaceKind, later: string, operation: number, earlier: string, word: string, ofControl: boolean): string {
  switch (kind) {
    case 'unordered':
      return `${later} and ${earlier} access ${word}, and no atomic access orders the two`;
    case 'mixed-width':
      return `${later} does ${nameOf(operation)} on ${word}, ${earlier} accesses it in another width, and ${ofControl ? 'it is a control word, which is accessed as a whole' : 'no atomic access orders the two'}`;
    case 'reused':
      return `${later} writes ${word}, and nothing tells that ${earlier}, who read it, is done with it`;
  }
}
