// What is compared on one thread, by name.
import { ComparedPins } from './compared-pins.ts';
import { CountedByPins } from './counted-by-pins.ts';
import { ManyArrays } from './many-arrays.ts';
import type { Placing } from './placing-subject.ts';
import { RecordedEach } from './recorded-each.ts';

export type PlacingDesign = 'pins' | 'records' | 'compared-pins' | 'many-arrays';

export const placingDesigns: Readonly<Record<PlacingDesign, () => Placing>> = {
  pins: () => new CountedByPins(),
  records: () => new RecordedEach(),
  'compared-pins': () => new ComparedPins(),
  'many-arrays': () => new ManyArrays(),
};
