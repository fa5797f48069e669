// The layers of the repository, once. eslint's import restrictions and dependency-cruiser's rules are generated from this table;
// the compiler proves neutrality a second time (`types: []`).

/** One package or app and what it may import. */
export interface Layer {
  readonly name: string;
  readonly folder: string;
  /** Packages of this repository that its sources may import. */
  readonly imports: readonly string[];
  /** Packages of this repository that its tests may import besides. */
  readonly testImports: readonly string[];
  /** Runs wherever SharedArrayBuffer runs: no `node:` modules, no globals of a host, nothing from a registry. */
  readonly neutral: boolean;
  /** Folders of `src` that are layers themselves, lowest first. A folder imports from lower rows, never from its own row's neighbours. */
  readonly folders: readonly (readonly string[])[];
}

const packages = ['@dist/core', '@dist/tags', '@dist/node', '@dist/testing'] as const;

export const layers: readonly Layer[] = [
  {
    name: '@dist/core',
    folder: 'packages/core',
    imports: [],
    testImports: [],
    neutral: true,
    folders: [['contracts', 'errors'], ['memory'], ['ring', 'slot', 'pool', 'wait'], ['flows'], ['loops'], ['distribute']],
  },
  { name: '@dist/tags', folder: 'packages/tags', imports: [], testImports: [], neutral: true, folders: [] },
  { name: '@dist/testing', folder: 'packages/testing', imports: ['@dist/core'], testImports: [], neutral: true, folders: [] },
  {
    name: '@dist/node',
    folder: 'packages/node',
    imports: ['@dist/core'],
    testImports: ['@dist/tags', '@dist/testing'],
    neutral: false,
    folders: [],
  },
  { name: '@dist/bench', folder: 'apps/bench', imports: packages, testImports: [], neutral: false, folders: [] },
  {
    name: '@dist/extensions',
    folder: 'apps/extensions',
    imports: ['@dist/core', '@dist/node', '@dist/testing'],
    testImports: [],
    neutral: false,
    folders: [],
  },
  { name: '@dist/flowlog', folder: 'apps/flowlog', imports: packages, testImports: [], neutral: false, folders: [] },
];

/** What a host adds to the language: a neutral package names none of it. */
export const hostGlobals: readonly string[] = [
  'Buffer',
  'MessageChannel',
  'TextDecoder',
  'TextEncoder',
  'Worker',
  'clearImmediate',
  'clearInterval',
  'clearTimeout',
  'console',
  'document',
  'fetch',
  'global',
  'navigator',
  'performance',
  'process',
  'queueMicrotask',
  'require',
  'self',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'structuredClone',
  'window',
];
