// What is known to have been wrong with DPDK's packet distributor, lib/distributor, and with its tests.

/** Defects that it still has: by the names that the stepped cases give them, then parts of D12 that no case is about, then what was read in its source and seen by nobody. */
export const openInDpdk: readonly string[] = [
  ...Array.from({ length: 12 }, (_, i) => `D${i + 1}`),
  'D12, only spins',
  'compares with every worker',
  'two leaves in one process',
  'one tag matched on two workers',
];

/** Commits that mended something. */
export const mendedInDpdk: readonly string[] = [
  'ecb6c4559e',
  '917f49cfd0',
  'acc6e5503e',
  '5283392482',
  '96c343868d',
  '6bd951b482',
  'bea84d5592',
  '5acce079e7',
  '480d5a7c81',
  'f25fe0d5e3',
  '626ceefbf4',
  '91d6b8235e',
  '20fa39d230',
  'ed4be82d9e',
  'cf669d6930',
  '92e69743ed',
  'e1f1400cf6',
  'f72bff0ec2',
  '0a82b96e36',
  '79c5e12ac2',
  '13b13100ea',
  '95bb247702',
  'de8606bf73',
  '9699b09803',
];
