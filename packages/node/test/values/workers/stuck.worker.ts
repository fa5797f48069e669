// Waits at the top of the module for what never comes.
import { defineWorker } from '@dist/node';

await new Promise(() => undefined);

export default defineWorker(() => undefined);
