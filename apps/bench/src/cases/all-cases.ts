import type { BenchCase, Variant } from '../measure/variant.ts';
import { costCases } from './cost.ts';
import { designCases } from './designs.ts';
import { dpdkTestCases } from './dpdk-test.ts';
import { flowLogCase } from './flow-log.ts';
import { handOffCases } from './hand-off.ts';
import { handlerCases, skewCase } from './handlers.ts';
import { idleCase } from './idle.ts';
import { memoryCases } from './memory.ts';
import { mixedCase } from './mixed.ts';
import { payloadCases } from './payload.ts';
import { ringCases } from './ring.ts';
import { roundTripCase } from './round-trip.ts';
import { tagCases } from './tags.ts';
import { valuesCase } from './values.ts';

/** Every case, in the order of the tables. */
export const allCases: readonly BenchCase[] = [
  ...handOffCases,
  roundTripCase,
  ...payloadCases,
  ...handlerCases,
  skewCase,
  mixedCase,
  ...costCases,
  ...ringCases,
  ...designCases,
  idleCase,
  ...memoryCases,
  ...tagCases,
  valuesCase,
  flowLogCase,
  ...dpdkTestCases,
];

/** @throws RangeError when there is none of that name. */
export function findVariant(caseId: string, name: string): Variant {
  const variant = allCases.find(({ id }) => id === caseId)?.variants.find((candidate) => candidate.name === name);
  if (variant === undefined) throw new RangeError(`no variant '${name}' in a case '${caseId}'`);
  return variant;
}
