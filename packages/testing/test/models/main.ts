// pnpm models [--quick] [--only TEXT]
// Checks the Promela models by spin, a line for each: what was asked, what was expected, how many states there are. Ends with
// status 1 when an answer is not the expected one; where spin or gcc is missing it says so and ends with 0.
import { parseArgs } from 'node:util';
import { catalog } from './catalog.ts';
import { missingTools, runModel } from './run-model.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string', default: '' } } });
const chosen = catalog.filter(({ model, defines }) => [model, ...defines].join(' ').includes(values.only));
if (chosen.length === 0) throw new RangeError(`no model has "${values.only}" in its name`);

const missing = await missingTools();
if (missing !== undefined) {
  console.log(`models: ${chosen.length} skipped, ${missing}`);
} else {
  let surprises = 0;
  for (const check of chosen) {
    const { verdict, states, depth, reason, story } = await runModel(check, values.quick ? 'quick' : 'whole');
    const { model, defines, asks, about, expected } = check;
    const name = [model, ...defines].join(' ');
    const surprise = verdict !== expected;
    if (surprise) surprises++;
    console.log(
      `model ${name}, ${asks}: ${verdict}${surprise ? `, EXPECTED: ${expected}` : ', as expected'}; ${states} states, depth ${depth}${reason === '' ? '' : `; ${reason}`} (${about})`,
    );
    for (const line of story) console.log(`    ${line}`);
  }
  console.log(`${chosen.length - surprises} of ${chosen.length} models are as expected`);
  if (surprises > 0) process.exitCode = 1;
}
