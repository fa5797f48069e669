import { createDistributor } from '@dist/node';

const values = await createDistributor<string, number>({ worker: new URL('./program.worker.ts', import.meta.url), workers: 2, tag: () => 3 });
await values.submit('fine');
values.end();
for await (const { value } of values.results()) console.log(value);
await values.close();
