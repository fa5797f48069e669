/** The command line does not say what to do. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}
