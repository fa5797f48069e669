import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hotFiles } from './hot-files.ts';
import { scoreTable, withTables } from './page.ts';
import { survivors } from './survivors.ts';
const empty = 'head\n<!-- scores: here -->\n<!-- end of scores -->\n<!-- survivors: here -->\n<!-- end of survivors -->\nend';
const [first, second] = hotFiles;
describe('the page', () => {
    it('keeps the scores of files that a run leaves out, in the order of the list, and sums up', () => {
        const one = { file: second, mutants: 4, killed: 3 };
        const other = { file: first, mutants: 2, killed: 1 };
        const page = withTables(withTables(empty, [one, { ...other, killed: 0 }], []), [other], []);
        expect(page).toContain(scoreTable([other, one]));
        expect(page).toContain('| all | 6 | 4 | 2 | 66.7 % |');
    });
    it('says what survivors.ts says', () => {
        const page = readFileSync(join(import.meta.dirname, '../../../docs/mutation.md'), 'utf8');
        expect(withTables(page, [], survivors)).toBe(page);
    });
    it('must have a place for each table', () => {
        expect(() => withTables('', [], [])).toThrow(new RangeError('the page has no place for the table "scores"'));
    });
});
