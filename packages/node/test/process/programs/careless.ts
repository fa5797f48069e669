import { createDistributor } from '@dist/node';

const values = await createDistributor<string, number>({ worker: new URL('./program.worker.ts', import.meta.url), workers: 1, tag: () => 3 });
await values.submit('fail');
