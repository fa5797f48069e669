// The public shape of each package, committed as packages/*/api/*.api.md: a change of it shows in review, never by accident.
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Checked, Finding } from './finding.ts';

interface EntryPoint {
  /** Of its report: `testing` for the package, `testing.live` for `@dist/testing/live`. */
  readonly name: string;
  /** Its declarations, in the package. */
  readonly types: string;
}

/** Every entry point of a package that has declarations; the main one alone where its manifest names none. */
function entryPoints(folder: string, name: string): EntryPoint[] {
  const { exports = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { exports?: Record<string, { types?: string } | string> };
  const found = Object.entries(exports).flatMap(([path, target]) =>
    typeof target === 'object' && target.types !== undefined ? [{ name: `${name}${path.slice(1).replaceAll('/', '.')}`, types: target.types }] : [],
  );
  return found.length > 0 ? found : [{ name, types: './dist/index.d.ts' }];
}

/**
 * @param folder a built package
 * @param update write the reports instead of comparing with them
 */
export function checkApi(folder: string, name: string, update: boolean): Finding[] {
  return entryPoints(folder, name).flatMap((entry) => checkEntryPoint(folder, name, entry, update));
}

function checkEntryPoint(folder: string, packageName: string, { name, types: declarations }: EntryPoint, update: boolean): Finding[] {
  const report = join(folder, 'api', `${name}.api.md`);
  const unmentioned = { logLevel: ExtractorLogLevel.None };
  const reported = { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: true };
  const types = existsSync(join(folder, 'node_modules/@types/node')) ? ['node'] : [];
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, 'package.json'),
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: join(folder, declarations),
      newlineKind: 'lf',
      compiler: { overrideTsconfig: { compilerOptions: { target: 'ES2024', lib: ['ES2024', 'ESNext.Disposable'], module: 'NodeNext', moduleResolution: 'NodeNext', types, skipLibCheck: true } } },
      apiReport: { enabled: true, reportFileName: `${name}.api.md`, reportFolder: join(folder, 'api'), reportTempFolder: join(folder, 'node_modules/.cache/api') },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: unmentioned },
        extractorMessageReporting: { default: reported, 'ae-missing-release-tag': unmentioned, 'ae-undocumented': unmentioned },
        tsdocMessageReporting: { default: unmentioned },
      },
    },
  });
  if (update) mkdirSync(join(folder, 'api'), { recursive: true });
  const known = existsSync(report);
  const advice = { where: `packages/${packageName}/api/${name}.api.md`, what: `${known ? 'the public API has changed' : 'missing'}; run pnpm api and commit the difference` };
  if (!update && !known) return [advice];
  const problems: Finding[] = [];
  const result = Extractor.invoke(config, {
    localBuild: update,
    messageCallback: (message) => {
      message.handled = true;
      if (message.logLevel === ExtractorLogLevel.Error) problems.push({ where: name, what: message.text });
    },
  });
  if (!update && result.apiReportChanged) problems.push(advice);
  return problems;
}

/** Every package under packages/. They must be built. */
export function checkAllApis(root: string, update: boolean): Checked {
  const names = readdirSync(join(root, 'packages'));
  const findings = names.flatMap((name) => checkApi(join(root, 'packages', name), name, update));
  return { looked: names.length, unit: 'packages', findings };
}
