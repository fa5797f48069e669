// What the lane of a dead worker tells. The end of its thread orders everything it wrote, plain words included.
import { advance, claimedOf, distance, handedBackOf } from '../slot/handshake.ts';
import { isNoted, isRunning, positionOf } from '../slot/note.ts';

/** Positions that part a lane: finished before `finishedTo`, suspects before `suspectTo`, not started from there on. */
export interface LaneSplit {
  readonly handedBack: number;
  readonly finishedTo: number;
  readonly suspectTo: number;
}

/** A packet of a lost worker that it may have been in. */
export interface HeldPacket {
  readonly record: number;
  readonly tag: number;
  readonly handle: number;
  readonly mark: number;
}

/** Without a note, the worker may have been in any packet that it had claimed. */
export function splitLane(word: number, note: number): LaneSplit {
  const handedBack = handedBackOf(word);
  const claimed = claimedOf(word);
  if (!isNoted(note)) return { handedBack, finishedTo: handedBack, suspectTo: claimed };
  const position = positionOf(note);
  const held = distance(handedBack, claimed);
  const finished = distance(handedBack, position);
  // The noted packet has gone back, and none was started after it.
  if (finished > held) return { handedBack, finishedTo: handedBack, suspectTo: handedBack };
  const runs = isRunning(note) && finished < held;
  return { handedBack, finishedTo: position, suspectTo: runs ? advance(position, 1) : position };
}
