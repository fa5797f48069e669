// Answers with the number of turns that its event loop has had.
import { defineWorker } from '@dist/node';

let turns = 0;
setInterval(() => {
  turns++;
}, 0).unref();

export default defineWorker<number, number>(() => turns);
