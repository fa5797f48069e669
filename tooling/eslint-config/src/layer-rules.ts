// Turns the layers table into eslint configuration: one block for a package's sources, one for its tests, one for each inner folder.
import type { Linter } from 'eslint';

import { hostGlobals } from './layers.ts';
import type { Layer } from './layers.ts';

interface Restriction {
  readonly regex: string;
  readonly message: string;
}

/** `../../core/src/...`: reaching into another package by path. */
const deepImport: Restriction = {
  regex: '^(?:\\.\\./)+[a-z][a-z-]*/(?:src|dist|test)(?:/|$)',
  message: 'Packages meet only through their exports.',
};

const escaped = (text: string): string => text.replaceAll('/', '\\/');

function packageRestrictions(layer: Layer, allowed: readonly string[], neutral: boolean): Restriction[] {
  // An entry point beside the main one (`@dist/testing/live`) belongs to its package; what is none does not resolve.
  const exact = allowed.map((name) => `${escaped(name)}(?:\\/[a-z-]+)?$`).join('|');
  const except = exact === '' ? '' : `(?!${exact})`;
  const names = allowed.length === 0 ? 'no other package of the repository' : allowed.join(', ');
  const foreign: Restriction = { regex: `^${except}@dist/`, message: `${layer.name} may import ${names}, by their exports. See the layers table.` };
  if (!neutral) return [deepImport, foreign];
  return [deepImport, { regex: `^${except}[^.#]`, message: `${layer.name} is neutral: it may import ${names} and nothing else. See the layers table.` }];
}

function folderRestrictions(layer: Layer, row: number, folder: string): Restriction[] {
  const forbidden = layer.folders.slice(row).flat().filter((name) => name !== folder);
  if (forbidden.length === 0) return [];
  return [{ regex: `^(?:\\.\\./)+(?:${forbidden.join('|')})/`, message: `${folder} lies below or beside this folder. See the layers table.` }];
}

const restrict = (restrictions: readonly Restriction[]): Linter.RulesRecord => ({
  'no-restricted-imports': ['error', { patterns: restrictions.map(({ regex, message }) => ({ regex, message })) }],
});

/** eslint blocks for one layer; later blocks win, so they run from the general to the particular. */
export function layerRules(layer: Layer): Linter.Config[] {
  const sources = packageRestrictions(layer, layer.imports, layer.neutral);
  const blocks: Linter.Config[] = [
    {
      name: `layers/${layer.name}`,
      files: [`${layer.folder}/src/**/*.ts`],
      rules: {
        ...restrict(sources),
        ...(layer.neutral
          ? { 'no-restricted-globals': ['error', ...hostGlobals.map((name) => ({ name, message: `${layer.name} is neutral: no host globals.` }))] }
          : {}),
      },
    },
  ];
  for (const [row, folders] of layer.folders.entries()) {
    for (const folder of folders) {
      blocks.push({
        name: `layers/${layer.name}/${folder}`,
        files: [`${layer.folder}/src/${folder}/**/*.ts`],
        rules: restrict([...sources, ...folderRestrictions(layer, row, folder)]),
      });
    }
  }
  blocks.push({
    name: `layers/${layer.name}/tests`,
    files: [`${layer.folder}/src/**/*.test.ts`, `${layer.folder}/test/**/*.ts`],
    rules: {
      ...restrict(packageRestrictions(layer, [layer.name, ...layer.imports, ...layer.testImports], false)),
      'no-restricted-globals': 'off',
    },
  });
  return blocks;
}
