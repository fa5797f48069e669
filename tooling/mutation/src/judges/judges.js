// What vitest has to know to run tests on mutants. They run in a copy of the repository that Stryker makes; the packages must come
// from there, and not from where node_modules points.
import { join } from 'node:path';
import { UnitTestsFirst } from './unit-tests-first.ts';
const root = join(import.meta.dirname, '../../../..');
/** @param include patterns of test files, from the repository's top folder */
export const judges = (include) => ({
    root,
    resolve: {
        alias: {
            '@dist/core': join(root, 'packages/core/src/index.ts'),
            '@dist/testing': join(root, 'packages/testing/src/index.ts'),
        },
    },
    test: {
        include,
        setupFiles: ['same-every-time.ts', 'never-ends.ts'].map((file) => join(import.meta.dirname, file)),
        sequence: { sequencer: UnitTestsFirst },
        // A mutant costs a second and not six. Stryker has modules loaded anew where it matters.
        isolate: false,
        testTimeout: 120000,
    },
});
