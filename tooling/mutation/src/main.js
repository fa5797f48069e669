// Changes core's hot files in every small way, one at a time, and looks whether a test fails. A survivor that survivors.ts does
// not explain ends it with status 1, and so does an explanation without a survivor. The scores go into docs/mutation.md.
//   pnpm mutate [TEXT...]      only files whose path contains one of these
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone, hotFiles, together } from './hot-files.ts';
import { judge } from './judge.ts';
import { reads } from './mutant.ts';
import { mutate } from './mutate.ts';
import { scoreTable, withTables } from './page.ts';
import { survivors } from './survivors.ts';
const root = join(import.meta.dirname, '../../..');
const page = join(root, 'docs/mutation.md');
const wanted = process.argv.slice(2);
const chosen = (list) => list.filter((file) => wanted.length === 0 || wanted.some((text) => file.includes(text)));
const files = chosen(hotFiles);
if (files.length === 0)
    throw new RangeError(`no hot file has "${wanted.join('" or "')}" in its path; there are ${hotFiles.join(', ')}`);
const sources = new Map(files.map((file) => [file, readFileSync(join(root, 'packages/core/src', file), 'utf8')]));
const mutants = [...(await mutate(root, chosen(alone), 'unit')), ...(await mutate(root, chosen(together), 'all'))];
const scores = files.map((file) => {
    const own = mutants.filter((mutant) => mutant.file === file);
    return { file, mutants: own.length, killed: own.filter(({ killed }) => killed).length };
});
const alive = mutants.filter(({ killed }) => !killed).map((mutant) => ({ file: mutant.file, reads: reads(mutant, sources.get(mutant.file)) }));
const findings = judge(alive, survivors, files);
writeFileSync(page, withTables(readFileSync(page, 'utf8'), scores, survivors));
console.log(scoreTable(scores));
for (const finding of findings)
    console.error(finding);
if (findings.length > 0)
    process.exitCode = 1;
