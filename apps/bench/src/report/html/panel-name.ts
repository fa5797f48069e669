const NAMES: Readonly<Record<string, string>> = {
  uniform: 'uniform tags',
  zipf: 'Zipf tags',
  'one-tag': 'one tag',
  'hot-half': 'half one tag',
  '1us': '1 µs',
  '20us': '20 µs',
  '200us': '200 µs',
  'batch-1': 'one at a time',
  'batch-8': 'batches of 8',
  'batch-32': 'batches of 32',
};

/** Part of the id of a case as the label of a panel. */
export const panelName = (part: string): string => NAMES[part] ?? part;
