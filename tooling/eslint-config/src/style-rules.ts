// The house style that a linter can see; what the compiler already refuses is not repeated here.
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import type { Linter } from 'eslint';
import tseslint from 'typescript-eslint';

const exportAll = { selector: 'ExportAllDeclaration', message: 'index.ts names what it exports.' };
const exportDefault = { selector: 'ExportDefaultDeclaration', message: 'Named exports only (a *.worker.ts file excepted).' };

/** @param root the repository's top folder: where projectService starts */
export const styleRules = (root: string): Linter.Config[] =>
  defineConfig(
    // The sources of WebAssembly are AssemblyScript, whose types are others.
    { ignores: ['**/dist/**', '**/node_modules/**', '**/.turbo/**', '**/.examples/**', '**/assembly/loops.ts'] },
    { files: ['**/*.ts'], linterOptions: { reportUnusedDisableDirectives: 'error' } },
    {
      files: ['**/*.ts'],
      extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
      languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
      rules: {
        eqeqeq: 'error',
        'no-console': 'off',
        '@typescript-eslint/consistent-type-imports': 'error',
        '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
        // Typed arrays under noUncheckedIndexedAccess: the index is in range by construction and a check would cost.
        '@typescript-eslint/no-non-null-assertion': 'off',
        '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
        '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
        '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
        'no-restricted-syntax': ['error', exportAll, exportDefault],
      },
    },
    { files: ['**/*.worker.ts', '**/*.config.ts'], rules: { 'no-restricted-syntax': ['error', exportAll] } },
    { files: ['packages/*/src/**/*.ts'], ignores: ['**/*.test.ts'], rules: { 'no-console': 'error' } },
  );
