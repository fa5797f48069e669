import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';
import { reads } from './mutant.ts';
const explained = (file, ...mutants) => ({ file, reason: 'equivalent', why: 'so', mutants });
describe('a mutant', () => {
    const source = 'first();\n  if (a < b) {\n    return;\n  }\nlast();';
    const mutant = { file: 'a.ts', killed: false };
    it('is named by how its line reads, and not by where it stands', () => {
        const one = { ...mutant, start: { line: 2, column: 7 }, end: { line: 2, column: 12 }, replacement: 'a <= b' };
        expect(reads(one, source)).toBe('if (a <= b) {');
        expect(reads({ ...one, start: { line: 3, column: 7 }, end: { line: 3, column: 12 } }, `above();\n${source}`)).toBe('if (a <= b) {');
    });
    it('that replaces something by nothing, or by a constant, shows what', () => {
        expect(reads({ ...mutant, start: { line: 1, column: 1 }, end: { line: 1, column: 9 }, replacement: ';' }, source)).toBe('/* first(); */');
        expect(reads({ ...mutant, start: { line: 2, column: 7 }, end: { line: 2, column: 12 }, replacement: 'true' }, source)).toBe('if (/* a < b */ true) {');
    });
    it('of several lines is named by one', () => {
        expect(reads({ ...mutant, start: { line: 2, column: 14 }, end: { line: 4, column: 4 }, replacement: '{}' }, source)).toBe('if (a < b) {}');
    });
});
describe('a run', () => {
    const files = ['a.ts', 'b.ts'];
    it('is right when every survivor is explained, equal ones at once', () => {
        expect(judge([{ file: 'a.ts', reads: 'x' }, { file: 'a.ts', reads: 'x' }], [explained('a.ts', 'x')], files)).toEqual([]);
    });
    it('is wrong by a survivor that nobody explains, also when one of another file reads the same', () => {
        expect(judge([{ file: 'b.ts', reads: 'x' }, { file: 'a.ts', reads: 'x' }], [explained('a.ts', 'x')], files)).toEqual(['survives: b.ts: x']);
    });
    it('is wrong by an explanation of what does not survive, of the files that were mutated', () => {
        expect(judge([], [explained('a.ts', 'x'), explained('c.ts', 'y')], files)).toEqual(['is explained, and does not survive: a.ts: x']);
    });
});
