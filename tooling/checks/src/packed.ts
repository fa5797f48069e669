// What people install is the tarball: packed as pnpm would publish it, then judged by publint and arethetypeswrong.
import { existsSync, globSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

import type { Checked, Finding } from './finding.ts';
import { pack } from './pack.ts';
import { binFile, run } from './run.ts';

interface PackedManifest {
  readonly exports?: unknown;
  readonly imports?: unknown;
}

/** Built files whose source is gone: they would be published. A bundle is made anew as a whole. */
export function staleFiles(folder: string): string[] {
  return globSync('dist/**/*.{js,d.ts}', { cwd: folder, exclude: ['dist/bundle'] }).filter((file) => {
    const source = file.replaceAll('\\', '/').replace(/^dist\//, 'src/').replace(/\.d\.ts$|\.js$/, '.ts');
    return !existsSync(join(folder, source));
  });
}

/** Every path that an `exports` or `imports` map leads to. */
function* targets(map: unknown): Generator<string> {
  if (typeof map === 'string') yield map;
  else if (typeof map === 'object' && map !== null) for (const value of Object.values(map)) yield* targets(value);
}

/** Conditions that serve this repository alone must not ship, and every promised file must be there (publint excepts `imports`). */
function manifestProblems(manifest: PackedManifest, files: readonly string[]): string[] {
  const { exports, imports } = manifest;
  const problems = [...targets([exports, imports])]
    .filter((target) => target.startsWith('./') && !target.includes('*') && !files.includes(`package/${target.slice(2)}`))
    .map((target) => `leads to ${target}, which is not packed`);
  if (JSON.stringify({ exports, imports }).includes('@dist/source')) problems.push('publishes the condition @dist/source');
  for (const file of ['README.md', 'LICENSE']) if (!files.includes(`package/${file}`)) problems.push(`carries no ${file}`);
  return problems;
}

/** What attw has against a tarball, for packages that are ES modules only. */
function typeProblems(tarball: string): string[] {
  const attw = run(process.execPath, [binFile('@arethetypeswrong/cli', 'attw'), tarball, '--profile', 'esm-only', '--format', 'json'], tmpdir());
  const start = attw.output.indexOf('{');
  if (start < 0) return [attw.output];
  const { analysis } = JSON.parse(attw.output.slice(start)) as { analysis: { types: unknown; problems?: unknown } };
  if (analysis.types === false) return ['carries no types'];
  return attw.status === 0 ? [] : [JSON.stringify(analysis.problems)];
}

/** @param folder a built package */
export async function checkPacked(folder: string): Promise<Finding[]> {
  const place = mkdtempSync(join(tmpdir(), 'packed-'));
  try {
    const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string };
    const tarball = pack(folder, place);
    const bytes = readFileSync(tarball);
    const { messages, pkg } = await publint({ strict: true, pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) } });
    return [
      ...staleFiles(folder).map((stale) => `${stale} has no source; delete it`),
      ...manifestProblems(pkg as PackedManifest, run('tar', ['-tzf', tarball], place).output.split(/\r?\n/)),
      ...messages.map((message) => `publint: ${formatMessage(message, pkg, { color: false }) ?? message.code}`),
      ...typeProblems(tarball).map((problem) => `attw: ${problem}`),
    ].map((what) => ({ where: name, what }));
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** Every package under packages/. They must be built. */
export async function checkAllPacked(root: string): Promise<Checked> {
  const folders = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name));
  const findings: Finding[] = [];
  for (const folder of folders) findings.push(...(await checkPacked(folder)));
  return { looked: folders.length, unit: 'packages', findings };
}
