import { readFileSync } from 'node:fs';

/** What `--version` prints. */
export function versionText(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
  return `flowlog ${version}\n`;
}
