// The examples of the docs work: a fence that opens with ```ts check is compiled, one that opens with ```ts run is compiled and run.
// A third word names the file, so that one document's examples can import each other or start each other as workers.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { Checked, Finding } from './finding.ts';
import { repositoryFiles } from './repository-files.ts';
import { binFile, run } from './run.ts';

export interface Example {
  /** Document and line of the fence. */
  readonly where: string;
  readonly document: string;
  readonly file: string;
  readonly runs: boolean;
  readonly code: string;
}

const fence = /^```ts (check|run)(?: ([\w.-]+\.ts))?\s*\n([\s\S]*?)^```\s*$/gm;

/** The marked examples of one document, in order. */
export function examplesOf(document: string, text: string): Example[] {
  return [...text.matchAll(fence)].map((match, index) => {
    const line = text.slice(0, match.index).split('\n').length;
    return { where: `${document}:${line}`, document, file: match[2] ?? `example-${index + 1}.ts`, runs: match[1] === 'run', code: match[3] ?? '' };
  });
}

const tsconfig = {
  extends: '@dist/tsconfig/tool.json',
  compilerOptions: { noUnusedLocals: false, noUnusedParameters: false, incremental: false, tsBuildInfoFile: null, isolatedDeclarations: false },
  include: ['./**/*.ts'],
};

/**
 * Compiles all of them together, then runs those that ask for it.
 *
 * @param folder emptied; must lie where the packages that the examples use resolve
 * @param nodeArguments how node finds those packages
 */
export function checkExamples(examples: readonly Example[], folder: string, nodeArguments: readonly string[] = ['--conditions=@dist/source']): Checked {
  rmSync(folder, { recursive: true, force: true });
  const fileOf = (example: Example): string => join(folder, example.document.replace(/\W+/g, '-'), example.file);
  for (const example of examples) {
    mkdirSync(dirname(fileOf(example)), { recursive: true });
    writeFileSync(fileOf(example), example.code);
  }
  const findings: Finding[] = [];
  if (examples.length > 0) {
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    const compiled = run(process.execPath, [binFile('typescript-native', 'tsc'), '-p', join(folder, 'tsconfig.json'), '--pretty', 'false'], folder);
    if (compiled.status !== 0) findings.push({ where: 'tsc', what: compiled.output.trim() });
  }
  for (const example of examples.filter(({ runs }) => runs)) {
    const file = fileOf(example);
    const ran = run(process.execPath, [...nodeArguments, basename(file)], dirname(file), 60);
    if (ran.status !== 0) findings.push({ where: example.where, what: `exit status ${ran.status}\n${ran.output.trim()}` });
  }
  if (findings.length === 0) rmSync(folder, { recursive: true, force: true });
  return { looked: examples.length, unit: 'examples', findings };
}

/** Every example of README.md, docs/ and the packages' own READMEs. */
export function docsExamples(root: string): Example[] {
  const documents = repositoryFiles(root).filter((file) => /^(?:README\.md|docs\/.*\.md|(?:packages|apps)\/[^/]+\/README\.md)$/.test(file));
  return documents.flatMap((document) => examplesOf(document, readFileSync(join(root, document), 'utf8')));
}

/** The docs' examples against the sources of the packages. */
export const checkDocsExamples = (root: string): Checked =>
  checkExamples(docsExamples(root), join(import.meta.dirname, '../.examples', String(process.pid)));
