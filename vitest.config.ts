// Every test of the workspace, one project a package. From source by default; `--mode dist` runs the same tests against the built
// packages: the condition is dropped, and a relative import of a source is turned to what it was built into. A worker file of a test
// is loaded by Node itself: it imports the package by its name, and so follows the condition too.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import type { Plugin, UserWorkspaceConfig } from 'vitest/config';

const root = import.meta.dirname;

// Threads that start from TypeScript take their code from here. Without it each of them strips the types of dozens of files by a
// WebAssembly module, which is slow, and V8 has crashed where such a thread was ended in the middle of it.
process.env['NODE_COMPILE_CACHE'] ??= join(root, 'node_modules/.cache/node');

const builtInsteadOfSource: Plugin = {
  name: 'built-instead-of-source',
  enforce: 'pre',
  resolveId(source, importer) {
    if (importer === undefined || !source.startsWith('.') || source.endsWith('.test.ts')) return undefined;
    const file = relative(root, resolve(dirname(importer), source)).replaceAll('\\', '/');
    const [, folder, module] = /^((?:packages|apps)\/[^/]+)\/src\/(.*)\.ts$/.exec(file) ?? [];
    if (folder === undefined || module === undefined) return undefined;
    const built = join(root, folder, 'dist', `${module}.js`);
    if (!existsSync(built)) throw new Error(`${file} is not built: pnpm build`);
    return built;
  },
};

export default defineConfig(({ mode }) => {
  const fromDist = mode === 'dist';
  const conditions = fromDist ? ['module', 'node', 'import'] : ['@dist/source', 'module', 'node', 'import'];
  const projects: UserWorkspaceConfig[] = ['packages', 'apps', ...(fromDist ? [] : ['tooling'])]
    .flatMap((group) => readdirSync(join(root, group), { withFileTypes: true }).map((entry) => ({ group, entry })))
    .filter(({ entry }) => entry.isDirectory())
    .map(({ group, entry }) => ({
      extends: true,
      test: { name: entry.name, include: [`${group}/${entry.name}/{src,test}/**/*.test.ts`] },
    }));
  return {
    plugins: fromDist ? [builtInsteadOfSource] : [],
    resolve: { conditions },
    ssr: { resolve: { conditions, externalConditions: conditions } },
    test: {
      projects,
      execArgv: fromDist ? [] : ['--conditions=@dist/source'],
      testTimeout: 120_000,
      hookTimeout: 120_000,
      reporters: ['default', ['json', { outputFile: join(root, `node_modules/.cache/tests-${mode}.json`) }]],
    },
  };
});
