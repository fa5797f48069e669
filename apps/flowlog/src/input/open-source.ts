import { fstat, open } from 'node:fs';
import { promisify } from 'node:util';
import { isatty } from 'node:tty';
import { DeviceSource } from './device-source.ts';
import { FileSource } from './file-source.ts';
import { InputError, describeSystemError } from './input-error.ts';
import { PipeSource } from './pipe-source.ts';
import type { Source } from './source.ts';

const STDIN = 0;
/** The path that stands for standard input. */
const STDIN_PATH = '-';

/** What messages call an input. */
export function inputName(path: string): string {
  return path === STDIN_PATH ? 'standard input' : path;
}

/** Opens a path, or standard input for `-`. @throws InputError with the reason, without the name. */
export async function openSource(path: string): Promise<Source> {
  const name = inputName(path);
  try {
    if (path === STDIN_PATH && isatty(STDIN)) throw new InputError('is a terminal; give it a capture: flowlog - < FILE');
    const file = path === STDIN_PATH ? STDIN : await promisify(open)(path, 'r');
    const stats = await promisify(fstat)(file);
    if (stats.isDirectory()) throw new InputError('is a directory');
    if (stats.isFIFO() || stats.isSocket()) return new PipeSource(name, file);
    return stats.isFile() ? new FileSource(name, file, stats.size) : new DeviceSource(name, file);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(describeSystemError(error), { cause: error });
  }
}
