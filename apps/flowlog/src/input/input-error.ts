/** An input cannot be opened or read; nothing is wrong with flowlog or its other inputs. */
export class InputError extends Error {
  override readonly name: string = 'InputError';
}

/** What the system said, in words: `no such file`, not `ENOENT: no such file or directory, open '...'`. */
export function describeSystemError(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return 'no such file';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EISDIR':
      return 'is a directory';
    case 'ENOSPC':
      return 'no space left';
    default:
      return message;
  }
}
