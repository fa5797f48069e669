// Handles numbers without waiting, but for 0: that one never ends.
import { defineWorker } from '@dist/node';

export default defineWorker<number, number>((n) => (n === 0 ? new Promise<number>(() => undefined) : n));
