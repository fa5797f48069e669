// Stryker on some of core's files.
import { Stryker } from '@stryker-mutator/core';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
const DEAD = ['Killed', 'Timeout'];
const ALIVE = ['Survived', 'NoCoverage'];
/**
 * Every mutant of some files, tried; those that no test could run are left out.
 *
 * @param files under `packages/core/src`
 * @param judges which tests: the name of a vitest configuration in `judges`
 */
export async function mutate(root, files, judges) {
    if (files.length === 0)
        return [];
    process.chdir(root); // Stryker copies what is below
    const core = join(root, 'packages/core/src');
    const tried = await new Stryker({
        mutate: files.map((file) => join('packages/core/src', file)),
        testRunner: 'vitest',
        plugins: [import.meta.resolve('@stryker-mutator/vitest-runner')],
        vitest: { configFile: `tooling/mutation/src/judges/${judges}.config.ts`, related: false },
        coverageAnalysis: 'perTest',
        concurrency: 1,
        timeoutMS: 3000,
        ignorePatterns: ['.*', 'docs', '**/dist', '**/.examples'],
        tempDirName: join(tmpdir(), 'dist-mutation'),
        reporters: ['progress-append-only'],
        warnings: false,
        allowConsoleColors: false,
    }).runMutationTest();
    return tried
        .filter(({ status }) => DEAD.includes(status) || ALIVE.includes(status))
        .map(({ fileName, location, replacement, status }) => ({ file: relative(core, fileName).replaceAll('\\', '/'), ...location, replacement, killed: DEAD.includes(status) }));
}
