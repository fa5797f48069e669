/** A worker thread did not start, threw, or ended by itself. The flows are incomplete, so none are reported. */
export class WorkerFailure extends Error {
  override readonly name: string = 'WorkerFailure';
}
