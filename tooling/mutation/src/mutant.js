/** Replacements that do not show what they stand for. */
const MUTE = ['', ';', 'true', 'false'];
/** How the code reads with the mutation: its lines, on one; what would not show otherwise as a comment. Names a mutant wherever it stands. */
export function reads({ start, end, replacement }, source) {
    const lines = source.split('\n').slice(start.line - 1, end.line);
    const before = lines[0].slice(0, start.column - 1);
    const behind = lines.at(-1).slice(end.column - 1);
    const original = lines.join(' ').slice(before.length, lines.join(' ').length - behind.length);
    const instead = MUTE.includes(replacement) ? `/* ${original} */ ${replacement.replace(';', '')}` : replacement;
    return `${before}${instead}${behind}`.replaceAll(/\s+/g, ' ').trim();
}
