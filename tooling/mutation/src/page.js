// The tables of docs/mutation.md. Scores are replaced row by row, so that a run over some files leaves the others as they are.
import { hotFiles } from './hot-files.ts';
const percent = ({ mutants, killed }) => (mutants === 0 ? '-' : `${((100 * killed) / mutants).toFixed(1)} %`);
const scoreRow = (score) => `| ${score.file} | ${score.mutants} | ${score.killed} | ${score.mutants - score.killed} | ${percent(score)} |`;
/** The table of scores, with its sum. */
export function scoreTable(scores) {
    const sum = scores.reduce((all, { mutants, killed }) => ({ ...all, mutants: all.mutants + mutants, killed: all.killed + killed }), { file: 'all', mutants: 0, killed: 0 });
    return ['| file | mutants | killed | survive | score |', '| --- | ---: | ---: | ---: | ---: |', ...[...scores, sum].map(scoreRow)].join('\n');
}
/** The table of explanations. */
function survivorTable(survivors) {
    const rows = survivors.map(({ file, mutants, reason, why }) => `| ${file} | ${mutants.length} | ${reason} | ${why.replaceAll('|', '\\|')} |`);
    return ['| file | mutants | they are | why |', '| --- | ---: | --- | --- |', ...rows].join('\n');
}
/** The page with these scores in place of the old ones of their files, and with these explanations. @throws RangeError without a place for a table */
export function withTables(page, scores, survivors) {
    const old = [...page.matchAll(/^\| (\S+\.ts) \| (\d+) \| (\d+) \| \d+ \| .* \|$/gm)].map(([, file, mutants, killed]) => ({ file: file, mutants: Number(mutants), killed: Number(killed) }));
    const all = hotFiles.flatMap((file) => scores.find((score) => score.file === file) ?? old.find((score) => score.file === file) ?? []);
    return replaced(replaced(page, 'scores', scoreTable(all)), 'survivors', survivorTable(survivors));
}
function replaced(page, name, table) {
    const place = new RegExp(`(<!-- ${name}: .*-->\\n)[\\s\\S]*?(<!-- end of ${name} -->)`);
    if (!place.test(page))
        throw new RangeError(`the page has no place for the table "${name}"`);
    return page.replace(place, (_, start, end) => `${start}${table}\n${end}`);
}
