import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder for the test file that calls this, gone when its tests are done. */
export function temporaryFolder(): { readonly path: (name: string) => string; readonly write: (name: string, bytes: Uint8Array) => string } {
  const folder = mkdtempSync(join(tmpdir(), 'flowlog-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const path = (name: string): string => join(folder, name);
  return {
    path,
    write(name, bytes): string {
      writeFileSync(path(name), bytes);
      return path(name);
    },
  };
}
