/** What is wrong; nothing when each side has its partner. @param files those that were mutated */
export function judge(survivors, explained, files) {
    const nameOf = ({ file, reads }) => `${file}: ${reads}`;
    const alive = new Set(survivors.map(nameOf));
    const known = new Set(explained.filter(({ file }) => files.includes(file)).flatMap(({ file, mutants }) => mutants.map((reads) => nameOf({ file, reads }))));
    return [
        ...[...alive].filter((name) => !known.has(name)).map((name) => `survives: ${name}`),
        ...[...known].filter((name) => !alive.has(name)).map((name) => `is explained, and does not survive: ${name}`),
    ];
}
