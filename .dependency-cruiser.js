// Cycles, and the layers of tooling/eslint-config once more, now on resolved modules: what a pattern on the import text cannot see.
import { layers } from '@dist/eslint-config/layers';

const folderOf = new Map(layers.map(({ name, folder }) => [name, folder]));
/** The main entry point of each package, and those beside it: `@dist/testing/live`. */
const inFolders = (names) => names.flatMap((name) => ['', '[a-z]+/'].map((entry) => `^${folderOf.get(name)}/src/${entry}index[.]ts$`));
const tests = '[.]test[.]ts$';

const packageRules = layers.map(({ name, folder, imports }) => ({
  name: `layer ${name}`,
  severity: 'error',
  from: { path: `^${folder}/src/`, pathNot: tests },
  to: { path: '^(packages|apps|tooling)/', pathNot: [`^${folder}/src/`, ...inFolders(imports)] },
}));
const testRules = layers.map(({ name, folder, imports, testImports }) => ({
  name: `layer ${name} tests`,
  severity: 'error',
  from: { path: [`^${folder}/test/`, `^${folder}/src/.*${tests}`] },
  to: { path: '^(packages|apps|tooling)/', pathNot: [`^${folder}/`, ...inFolders([...imports, ...testImports])] },
}));
const neutralRules = layers
  .filter(({ neutral }) => neutral)
  .map(({ name, folder }) => ({
    name: `neutral ${name}`,
    severity: 'error',
    from: { path: `^${folder}/src/`, pathNot: tests },
    to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-peer', 'npm-optional', 'unknown'] , pathNot: '^packages/' },
  }));
const folderRules = layers.flatMap(({ name, folder, folders }) =>
  folders.flatMap((row, index) =>
    row.map((inner) => ({
      name: `layer ${name}/${inner}`,
      severity: 'error',
      from: { path: `^${folder}/src/${inner}/`, pathNot: tests },
      to: { path: `^${folder}/src/(${folders.slice(index).flat().filter((other) => other !== inner).join('|') || '-'})/` },
    })),
  ),
);

export default {
  forbidden: [
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nothing unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'no test in a source', severity: 'error', from: { pathNot: [tests, '/test/'] }, to: { path: [tests, '/test/'] } },
    ...packageRules,
    ...testRules,
    ...neutralRules,
    ...folderRules,
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: { path: '/dist/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['@dist/source', 'types', 'node', 'import'], extensions: ['.ts', '.js'] },
  },
};
