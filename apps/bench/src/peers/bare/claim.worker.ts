// The receiver of claim.ts: claims each packet, changes it and hands it back, by a compare-and-exchange each.
import { workerData } from 'node:worker_threads';
import { pause } from '../keyed/pause.ts';
import { CLAIMED, END, HANDED_BACK, HANDSHAKE, PACKET, PUBLISHED, SLEEP, STATE, advance, countOf } from './claim-words.ts';

const words = workerData as Int32Array;

/** A function of its own, which V8 optimises better than the body of a module. */
function serve(): void {
  for (;;) {
    const word = Atomics.load(words, HANDSHAKE);
    if (countOf(word, PUBLISHED) === countOf(word, CLAIMED)) {
      pause();
      if (words[STATE] === END) return;
      if (words[STATE] === SLEEP) Atomics.wait(words, STATE, SLEEP);
      continue;
    }
    const claimed = advance(words, word, CLAIMED);
    words[PACKET] = words[PACKET]! + words[PACKET + 1]!;
    advance(words, claimed, HANDED_BACK);
  }
}

serve();
