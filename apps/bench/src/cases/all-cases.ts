import type { BenchCase, Variant } from '../measure/variant.ts';
import { handOffCases } from './hand-off.ts';
import { payloadCases } from './payload.ts';

/** Every case, in the order of the tables. */
export const allCases: readonly BenchCase[] = [...handOffCases, ...payloadCases];

/** @throws RangeError when there is none of that name. */
export function findVariant(caseId: string, name: string): Variant {
  const variant = allCases.find(({ id }) => id === caseId)?.variants.find((candidate) => candidate.name === name);
  if (variant === undefined) throw new RangeError(`no variant '${name}' in a case '${caseId}'`);
  return variant;
}
