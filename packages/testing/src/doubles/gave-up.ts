/** Thrown through a call of a double that would wait for ever. */
export class GaveUp extends Error {
  constructor() {
    super('the call would wait for ever');
    this.name = 'GaveUp';
  }
}
