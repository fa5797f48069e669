// Stryker stops at the first test that fails: what is quick and fails most often comes first.
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

const ORDER = [/\/core\/src\//, /\/core\/test\/(?!any-steps)/, /\/mutation\//];

function rank({ moduleId }: TestSpecification): number {
  const found = ORDER.findIndex((place) => place.test(moduleId));
  return found < 0 ? ORDER.length : found;
}

export class UnitTestsFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((one, other) => rank(one) - rank(other) || one.moduleId.localeCompare(other.moduleId)));
  }
}
