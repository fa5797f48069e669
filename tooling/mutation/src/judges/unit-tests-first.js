// Stryker stops at the first test that fails: what is quick and fails most often comes first.
import { BaseSequencer } from 'vitest/node';
const ORDER = [/\/core\/src\//, /\/core\/test\/(?!any-steps)/, /\/mutation\//];
function rank({ moduleId }) {
    const found = ORDER.findIndex((place) => place.test(moduleId));
    return found < 0 ? ORDER.length : found;
}
export class UnitTestsFirst extends BaseSequencer {
    sort(files) {
        return Promise.resolve(files.toSorted((one, other) => rank(one) - rank(other) || one.moduleId.localeCompare(other.moduleId)));
    }
}
